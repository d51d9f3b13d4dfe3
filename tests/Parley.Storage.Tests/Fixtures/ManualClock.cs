namespace Parley.Storage.Tests.Fixtures;

/// <summary>A clock that stands still until a test moves it. Timers are the system's: nothing here waits on one.</summary>
public sealed class ManualClock : TimeProvider
{
    private long _ms = 1_790_000_000_000;
    private long _elapsed;

    public long NowMs => Interlocked.Read(ref _ms);

    public override long TimestampFrequency => 1000;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);

    public override long GetTimestamp() => Interlocked.Read(ref _elapsed);

    /// <summary>Time passes: on the wall and on the monotonic clock.</summary>
    public void Advance(TimeSpan time)
    {
        Interlocked.Add(ref _ms, (long)time.TotalMilliseconds);
        Interlocked.Add(ref _elapsed, (long)time.TotalMilliseconds);
    }

    /// <summary>Somebody sets the clock back: only the wall clock moves.</summary>
    public void SetBack(TimeSpan time) => Interlocked.Add(ref _ms, -(long)time.TotalMilliseconds);
}
