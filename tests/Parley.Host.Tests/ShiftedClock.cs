namespace Parley.Host.Tests;

/// <summary>The system's clock with the date moved; timers and the monotonic clock go on as they are.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref _shift));

    public void Shift(TimeSpan time) => Interlocked.Add(ref _shift, time.Ticks);
}
