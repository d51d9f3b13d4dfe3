using System.Diagnostics;

namespace Parley.Load;

/// <summary>Microseconds on the monotonic clock.</summary>
internal static class Clock
{
    public static long Now => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000);
}
