namespace Parley.Dialects.Tests.Social;

/// <summary>Real time and a step forward: deadlines pass at once, timers tick as ever.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long _shiftMs;

    public void Forward(TimeSpan by) => Interlocked.Add(ref _shiftMs, (long)by.TotalMilliseconds);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddMilliseconds(Volatile.Read(ref _shiftMs));

    public override long GetTimestamp() => base.GetTimestamp() + (Volatile.Read(ref _shiftMs) * TimestampFrequency / 1000);
}
