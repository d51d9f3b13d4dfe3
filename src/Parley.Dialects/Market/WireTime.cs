namespace Parley.Dialects.Market;

/// <summary>Times as Market writes them: ISO 8601 in UTC, with milliseconds and <c>Z</c>.</summary>
internal static class WireTime
{
    public static DateTime Of(long unixMs) => DateTime.UnixEpoch.AddMilliseconds(unixMs);
}
