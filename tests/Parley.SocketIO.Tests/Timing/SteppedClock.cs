namespace Parley.SocketIO.Tests.Timing;

/// <summary>
/// A clock that stands still until a test moves it, and whose timers fire then, in order, on the test's thread. (The stores' tests have one
/// whose timers are the system's, which would run a wheel behind a test's back.)
/// </summary>
internal sealed class SteppedClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<SteppedTimer> _timers = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers are set.</summary>
    public int Armed
    {
        get
        {
            lock (_gate)
                return _timers.Count;
        }
    }

    public override long GetTimestamp()
    {
        lock (_gate)
            return _now.Ticks;
    }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(56).AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, period);
        var timer = new SteppedTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Time passes, and what is due on the way happens.</summary>
    public void Advance(TimeSpan time)
    {
        TimeSpan end;
        lock (_gate)
            end = _now + time;
        while (Next(end) is { } timer)
            timer.Fire();
    }

    /// <summary>Time has leapt: what is due happens too late, at its end.</summary>
    public void Leap(TimeSpan time)
    {
        lock (_gate)
            _now += time;
        Advance(TimeSpan.Zero);
    }

    private SteppedTimer? Next(TimeSpan end)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is not null)
                _timers.Remove(next);
            _now = next is null ? end : next.Due > _now ? next.Due : _now;
            return next;
        }
    }

    private sealed class SteppedTimer(SteppedClock clock, Action fire) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock._now + dueTime;
                clock._timers.Add(this);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
