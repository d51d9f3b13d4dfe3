namespace Parley.Primitives;

/// <summary>Times in the core are Unix milliseconds, UTC; this reads them off the injected clock.</summary>
public static class UnixTime
{
    /// <summary>Now, in Unix milliseconds.</summary>
    public static long NowMs(this TimeProvider clock) => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
