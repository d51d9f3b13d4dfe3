using Parley.Dialects.Errors;
using Parley.Dialects.Social.Wire;
using Parley.Dialects.WebSockets;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Social.Frames;

/// <summary>The <c>error</c> frame.</summary>
internal static class ErrorFrames
{
    /// <summary>A refusal of the core's.</summary>
    public static byte[] Of(Refusal refusal, string? tempId, Language language) => Of(
        ErrorCodes.Of(refusal.Error),
        ErrorTexts.Of(refusal with { Field = WireWords.Field(refusal.Field) }, language),
        tempId,
        WireWords.Field(refusal.Field),
        refusal.Limit,
        refusal.RetryAfter);

    /// <summary>A frame that the core never hears of.</summary>
    /// <param name="field">As the client writes it.</param>
    public static byte[] Of(FrameFault fault, string? field, string? tempId, Language language) =>
        Of(FrameFaults.CodeOf(fault), FrameFaults.TextOf(fault, field, language), tempId, field, null, null);

    private static byte[] Of(string code, string text, string? tempId, string? field, long? limit, TimeSpan? retryAfter)
    {
        var frame = JsonFrame.Begin(out var json);
        Envelope.Open(json, "error", null);
        json.WriteStartObject();
        json.WriteString("code"u8, code);
        json.WriteString("message"u8, text);
        if (tempId is not null)
            json.WriteString("temp_id"u8, Cut(tempId));
        if (field is not null)
            json.WriteString("field"u8, field);
        if (limit is { } bound)
            json.WriteNumber("limit"u8, bound);
        if (retryAfter is { } wait)
            json.WriteNumber("retry_after"u8, ErrorTexts.SecondsOf(wait));
        json.WriteEndObject();
        json.WriteEndObject();
        return frame.End();
    }

    // What is longer than any temp id may be was refused for that: it is not sent back whole.
    private static ReadOnlySpan<char> Cut(string tempId)
    {
        if (tempId.Length <= MessageSender.MaxTempIdLength)
            return tempId;
        var length = MessageSender.MaxTempIdLength;
        return tempId.AsSpan(0, char.IsHighSurrogate(tempId[length - 1]) ? length - 1 : length);
    }
}
