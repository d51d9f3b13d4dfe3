using System.Numerics;

using Microsoft.Extensions.Logging;

namespace Parley.SocketIO.Timing;

/// <summary>
/// All that waits, on one system timer: a hashed wheel. Scheduling anew, which heartbeats do all the time, takes a short lock and no memory.
/// <code>
/// tick:   … 511 | 0   1   2   3 …            a tick is 20 ms; slot = tick modulo 512
/// slot:          ↓       ↓
///                a ⇄ b   c                   who waits longer than a turn stays in its slot for the next one
/// </code>
/// Nothing fires early; it may be late by a tick and by what the callbacks before it took. The system timer is set for the next slot with
/// anybody in it: an idle wheel costs nothing. Lists and the timer's setting lie behind <c>_gate</c>; callbacks run outside of it.
/// </summary>
internal sealed partial class TimerWheel : IDisposable
{
    /// <summary>How long a tick is.</summary>
    public static readonly TimeSpan Resolution = TimeSpan.FromMilliseconds(20);

    internal const short NoList = -1;

    private const int Slots = 512;
    private const short DueList = Slots;

    private readonly Lock _gate = new();
    private readonly WheelTimer?[] _lists = new WheelTimer?[Slots + 1];
    private readonly ulong[] _occupied = new ulong[Slots / 64];
    private readonly ITimer _timer;
    private readonly ILogger? _log;
    private readonly long _start;

    private long _passed; // the last tick that was looked at
    private long _armed = long.MaxValue;
    private bool _isRunning;
    private bool _isDisposed;

    /// <summary>A wheel at rest.</summary>
    public TimerWheel(TimeProvider clock, ILogger? log = null)
    {
        Clock = clock;
        _log = log;
        _start = clock.GetTimestamp();
        using (ExecutionContext.SuppressFlow())
            _timer = clock.CreateTimer(static wheel => ((TimerWheel)wheel!).RunDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Has the timer called after a while; one that waits already waits anew.</summary>
    /// <param name="delay">Less than a tick, or nothing, is the next tick.</param>
    public void Schedule(WheelTimer timer, TimeSpan delay)
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            Unlink(timer);
            var due = (Elapsed() + delay.Ticks + Resolution.Ticks - 1) / Resolution.Ticks;
            timer.Due = Math.Max(due, _passed + 1);
            Link(timer, (short)(timer.Due % Slots));
            if (timer.Due < _armed && !_isRunning)
                Arm(timer.Due);
        }
    }

    /// <summary>The timer isn't called any more, unless that is under way on another thread.</summary>
    public void Cancel(WheelTimer timer)
    {
        lock (_gate)
            Unlink(timer);
    }

    /// <summary>Calls all whose time is over. The system timer does; tests do after they moved the clock.</summary>
    public void RunDue()
    {
        lock (_gate)
        {
            if (_isRunning || _isDisposed)
                return;
            _isRunning = true;
            CollectDue(Elapsed() / Resolution.Ticks);
        }

        while (TakeDue() is { } timer)
        {
            try
            {
                timer.OnElapsed();
            }
            catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: one timer's fault must not be another's
            {
                if (_log is not null)
                    LogFault(_log, fault);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
            _isDisposed = true;
        _timer.Dispose();
    }

    private long Elapsed() => Clock.GetElapsedTime(_start).Ticks;

    // Those that waited through more than one slot, too: a clock may leap, a thread may be late.
    private void CollectDue(long now)
    {
        var slots = Math.Min(now - _passed, Slots);
        for (var i = 1; i <= slots; i++)
        {
            var next = _lists[(_passed + i) % Slots];
            while (next is { } timer)
            {
                next = timer.Next;
                if (timer.Due > now)
                    continue;
                Unlink(timer);
                Link(timer, DueList);
            }
        }

        _passed = Math.Max(_passed, now);
    }

    private WheelTimer? TakeDue()
    {
        lock (_gate)
        {
            if (_lists[DueList] is { } timer && !_isDisposed)
            {
                Unlink(timer);
                return timer;
            }

            _isRunning = false;
            Arm(NextOccupied());
            return null;
        }
    }

    private void Arm(long tick)
    {
        _armed = tick;
        if (_isDisposed)
            return;
        var wait = tick == long.MaxValue ? Timeout.InfiniteTimeSpan : new TimeSpan(Math.Max((tick * Resolution.Ticks) - Elapsed(), 0));
        if (wait > TimeSpan.Zero) // the system's timers count whole milliseconds, and one too early would be in vain
            wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    // The next tick whose slot has anybody in it; whether it is their turn shows then.
    private long NextOccupied()
    {
        for (var i = 1; i <= Slots; i++)
        {
            var slot = (int)((_passed + i) % Slots);
            var word = _occupied[slot / 64] >> (slot % 64);
            if (word != 0)
            {
                var skip = BitOperations.TrailingZeroCount(word);
                return _passed + i + skip;
            }

            i += 63 - (slot % 64);
        }

        return long.MaxValue;
    }

    private void Link(WheelTimer timer, short list)
    {
        timer.Next = _lists[list];
        timer.Previous = null;
        if (timer.Next is { } next)
            next.Previous = timer;
        _lists[list] = timer;
        Volatile.Write(ref timer.List, list);
        if (list < Slots)
            _occupied[list / 64] |= 1UL << (list % 64);
    }

    private void Unlink(WheelTimer timer)
    {
        var list = timer.List;
        if (list == NoList)
            return;
        if (timer.Previous is { } previous)
            previous.Next = timer.Next;
        else
            _lists[list] = timer.Next;
        if (timer.Next is { } next)
            next.Previous = timer.Previous;
        (timer.Next, timer.Previous) = (null, null);
        Volatile.Write(ref timer.List, NoList);
        if (list < Slots && _lists[list] is null)
            _occupied[list / 64] &= ~(1UL << (list % 64));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer failed")]
    private static partial void LogFault(ILogger log, Exception fault);
}
