using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging;
using Parley.SocketIO.Timing;

namespace Parley.SocketIO.Tests.Timing;

public sealed class TimerWheelTests : IDisposable
{
    private static readonly TimeSpan Tick = TimerWheel.Resolution;

    private readonly SteppedClock _clock = new();
    private readonly FaultLog _log = new();
    private readonly TimerWheel _wheel;

    public TimerWheelTests() => _wheel = new TimerWheel(_clock, _log);

    public void Dispose() => _wheel.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(10_239)]
    [InlineData(10_240)]
    [InlineData(10_241)]
    [InlineData(25_000)]
    [InlineData(3_600_000)]
    public void Nothing_is_early_and_nothing_later_than_a_tick(int milliseconds)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(7));
        var timer = new Probe(_clock);
        _wheel.Schedule(timer, TimeSpan.FromMilliseconds(milliseconds));
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds) - TimeSpan.FromTicks(1));
        Assert.Empty(timer.Calls);
        _clock.Advance(Tick + TimeSpan.FromMilliseconds(1));
        Assert.Single(timer.Calls);
        Assert.False(timer.IsScheduled);
    }

    [Fact]
    public void What_is_scheduled_again_waits_anew()
    {
        var timer = new Probe(_clock);
        _wheel.Schedule(timer, TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromMilliseconds(900));
        _wheel.Schedule(timer, TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Empty(timer.Calls);
        _clock.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Single(timer.Calls);
    }

    [Fact]
    public void What_is_cancelled_never_comes_and_an_idle_wheel_sets_no_timer()
    {
        var timer = new Probe(_clock);
        _wheel.Schedule(timer, TimeSpan.FromSeconds(1));
        Assert.True(timer.IsScheduled);
        _wheel.Cancel(timer);
        Assert.False(timer.IsScheduled);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(timer.Calls);
        Assert.Equal(0, _clock.Armed);
    }

    [Fact]
    public void A_clock_that_leaps_makes_all_late_and_loses_none()
    {
        var timers = Enumerable.Range(0, 100).Select(_ => new Probe(_clock)).ToList();
        for (var i = 0; i < timers.Count; i++)
            _wheel.Schedule(timers[i], TimeSpan.FromMilliseconds(i * 500));
        _clock.Leap(TimeSpan.FromHours(5));
        Assert.All(timers, timer => Assert.Single(timer.Calls));
    }

    [Fact]
    public void A_callback_may_schedule_itself_and_cancel_others_that_are_due()
    {
        var victim = new Probe(_clock);
        var again = new Probe(_clock);
        again.OnCall = () =>
        {
            _wheel.Cancel(victim);
            if (again.Calls.Count < 3)
                _wheel.Schedule(again, Tick);
        };
        _wheel.Schedule(again, Tick);
        _wheel.Schedule(victim, Tick);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, again.Calls.Count);
        Assert.Empty(victim.Calls);
    }

    [Fact]
    public void A_callback_that_throws_is_logged_and_harms_no_other()
    {
        var bad = new Probe(_clock) { OnCall = () => throw new NotSupportedException("A fault of the callback's own.") };
        var good = new Probe(_clock);
        _wheel.Schedule(bad, Tick);
        _wheel.Schedule(good, Tick);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(good.Calls);
        Assert.IsType<NotSupportedException>(Assert.Single(_log.Faults));
    }

    [Fact]
    public void Nothing_comes_after_the_wheel_is_disposed_of()
    {
        var timer = new Probe(_clock);
        _wheel.Schedule(timer, Tick);
        _wheel.Dispose();
        _wheel.Schedule(new Probe(_clock), Tick);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(timer.Calls);
    }

    [Fact]
    public async Task The_systems_clock_turns_it()
    {
        using var wheel = new TimerWheel(TimeProvider.System);
        var called = new TaskCompletionSource();
        wheel.Schedule(new Probe(TimeProvider.System) { OnCall = called.SetResult }, TimeSpan.FromMilliseconds(30));
        await called.Task;
    }

    // Against a plain list of who waits until when.
    [Fact]
    public void Whatever_is_scheduled_cancelled_and_awaited_comes_when_it_should()
    {
        var steps = Gen.Choose(0, 9).Zip(Gen.Choose(0, 9)).Zip(Gen.Choose(0, 30_000), (pair, time) => (pair.Item1, pair.Item2, time)).ListOf();
        Prop.ForAll(steps.ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static void Holds(IList<(int Action, int Timer, int Milliseconds)> steps)
    {
        var clock = new SteppedClock();
        using var wheel = new TimerWheel(clock);
        var timers = Enumerable.Range(0, 10).Select(_ => new Probe(clock)).ToList();
        var expected = new long?[10];
        foreach (var (action, index, milliseconds) in steps)
        {
            var time = TimeSpan.FromMilliseconds(milliseconds);
            if (action < 5)
            {
                wheel.Schedule(timers[index], time);
                expected[index] = clock.GetTimestamp() + time.Ticks;
            }
            else if (action < 6)
            {
                wheel.Cancel(timers[index]);
                expected[index] = null;
            }
            else
            {
                clock.Advance(time);
                Check(clock, timers, expected);
            }
        }
    }

    private static void Check(SteppedClock clock, List<Probe> timers, long?[] expected)
    {
        for (var i = 0; i < timers.Count; i++)
        {
            foreach (var call in timers[i].Calls)
            {
                Assert.NotNull(expected[i]);
                Assert.InRange(call, expected[i]!.Value, expected[i]!.Value + Tick.Ticks + TimeSpan.TicksPerMillisecond);
                expected[i] = null;
            }

            timers[i].Calls.Clear();
            Assert.True(expected[i] is null || expected[i] > clock.GetTimestamp() - Tick.Ticks - TimeSpan.TicksPerMillisecond);
        }
    }

    private sealed class Probe(TimeProvider clock) : WheelTimer
    {
        public List<long> Calls { get; } = [];

        public Action? OnCall { get; set; }

        protected internal override void OnElapsed()
        {
            Calls.Add(clock.GetTimestamp());
            OnCall?.Invoke();
        }
    }

    private sealed class FaultLog : ILogger
    {
        public List<Exception?> Faults { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Faults.Add(exception);
    }
}
