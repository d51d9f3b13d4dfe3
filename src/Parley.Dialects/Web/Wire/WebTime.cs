using System.Globalization;

namespace Parley.Dialects.Web.Wire;

/// <summary>Times as document 004 writes them: <c>yyyy-MM-dd HH:mm:ss</c>, in the zone of the server (<c>Web:TimeZone</c>). Thread-safe.</summary>
/// <param name="zone">The zone.</param>
public sealed class WebTime(TimeZoneInfo zone)
{
    private const string Format = "yyyy-MM-dd HH:mm:ss";

    private static readonly string[] Readable =
    [
        Format, "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
    ];

    private static readonly string[] Zoned = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>The text of a time.</summary>
    /// <param name="ms">Unix ms.</param>
    public string Of(long ms) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ms), zone).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The text of a time that may not be known.</summary>
    public string? Of(long? ms) => ms is { } known ? Of(known) : null;

    /// <summary>Reads a time as a client writes it: in this zone, or with a zone of its own (ISO 8601), or Unix milliseconds.</summary>
    /// <param name="isEnd">True: the end of what is named, so that a day includes itself and a second its milliseconds.</param>
    /// <param name="ms">Unix ms.</param>
    public bool TryRead(string text, bool isEnd, out long ms)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ms))
            return true;
        var clean = text.Trim();
        if (DateTime.TryParseExact(clean, Readable, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            // Not ConvertTimeToUtc, which throws for the hour that a change of the clocks leaves out.
            ms = (long)(local - zone.GetUtcOffset(local) - DateTime.UnixEpoch).TotalMilliseconds;
        }
        else if (DateTimeOffset.TryParseExact(
            clean.Replace(' ', '+').Replace("Z", "+00:00", StringComparison.Ordinal), Zoned, CultureInfo.InvariantCulture, DateTimeStyles.None, out var zoned))
        {
            ms = zoned.ToUnixTimeMilliseconds(); // a plus sign that nobody escaped came as a blank
        }
        else
        {
            return false;
        }

        if (isEnd)
            ms += (long)WidthOf(clean).TotalMilliseconds - 1;
        return true;
    }

    private static TimeSpan WidthOf(string text) => text.Length switch
    {
        <= 10 => TimeSpan.FromDays(1),
        <= 16 => TimeSpan.FromMinutes(1),
        _ when text.Contains('.', StringComparison.Ordinal) => TimeSpan.FromMilliseconds(1),
        _ => TimeSpan.FromSeconds(1),
    };
}
