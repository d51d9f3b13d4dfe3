using System.Globalization;

namespace Parley.Dialects.Rest;

/// <summary>Reads a time that a client wrote in a query.</summary>
internal static class QueryTime
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>ISO 8601 (without a zone: UTC; a day alone: its beginning), or Unix milliseconds.</summary>
    /// <param name="ms">Unix ms.</param>
    public static bool TryParse(string text, out long ms)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ms))
            return true;
        var isTime = DateTimeOffset.TryParseExact(
            text.Replace(' ', '+'), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time); // a plus sign that nobody escaped
        ms = isTime ? time.ToUnixTimeMilliseconds() : 0;
        return isTime;
    }
}
