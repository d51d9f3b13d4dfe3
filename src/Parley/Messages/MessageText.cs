using System.Text;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>What text a message may hold.</summary>
public static class MessageText
{
    /// <summary>The usual bound, in Unicode scalar values (WIRE: 1,000; a dialect may have a smaller one).</summary>
    public const int DefaultMaxLength = 1000;

    /// <summary>Why a body's text is refused, or null. Text may be empty beside a file or data.</summary>
    public static Refusal? Refuse(MessageBody body, int maxLength)
    {
        if (Refuse(body.Text) is { } invalid)
            return invalid;
        if (Refuse(body.Data) is { } invalidData)
            return invalidData;
        if (body.FileId == 0 && body.Data is null && string.IsNullOrWhiteSpace(body.Text))
            return (Refusal)ChatError.TextEmpty;
        return IsLonger(body.Text, maxLength) ? new Refusal(ChatError.TextTooLong, Limit: maxLength) : null;
    }

    /// <summary>Refuses U+0000 and lone surrogates, which no store can hold.</summary>
    public static Refusal? Refuse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Contains('\0', StringComparison.Ordinal))
            return (Refusal)ChatError.TextInvalid;
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0; at = rest.IndexOfAnyInRange('\uD800', '\uDFFF'))
        {
            if (Rune.DecodeFromUtf16(rest[at..], out _, out var used) != System.Buffers.OperationStatus.Done)
                return (Refusal)ChatError.TextInvalid;
            rest = rest[(at + used)..];
        }

        return null;
    }

    private static bool IsLonger(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return false;
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            if (++count > maxLength)
                return true;
        }

        return false;
    }
}
