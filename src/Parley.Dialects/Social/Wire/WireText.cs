using Parley.Messages;

namespace Parley.Dialects.Social.Wire;

/// <summary>What a message says here, and when.</summary>
internal static class WireText
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>ISO 8601, UTC, milliseconds.</summary>
    /// <param name="ms">Unix ms.</param>
    public static string Time(long ms) => DateTime.UnixEpoch.AddMilliseconds(ms).ToString(TimeFormat);

    /// <summary>The same into a buffer of at least 24 bytes; returns the part that was written.</summary>
    public static ReadOnlySpan<byte> Time(long ms, Span<byte> utf8)
    {
        DateTime.UnixEpoch.AddMilliseconds(ms).TryFormat(utf8, out var length, TimeFormat);
        return utf8[..length];
    }

    /// <summary>The content: nothing of a recalled message, and a readable word for what this surface doesn't know.</summary>
    public static string Content(Message message)
    {
        if (message.RecalledAt is not null)
            return "";
        return message.Body.Type == MessageType.Location ? $"[位置] {message.Body.Text}".TrimEnd() : message.Body.Text;
    }
}
