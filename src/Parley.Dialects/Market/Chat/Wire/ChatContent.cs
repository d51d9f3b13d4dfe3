using System.Text.Json;
using Parley.Accounts;
using Parley.Dialects.Files;
using Parley.Dialects.Json;
using Parley.Files;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Market.Chat.Wire;

/// <summary>What a client says in <c>content</c>: either a body, or a file that is yet to be looked at.</summary>
/// <param name="Body">Of a text or a place.</param>
/// <param name="File">Of anything else.</param>
internal sealed record ChatContent(MessageBody? Body, FileMention? File)
{
    /// <summary>The field that must be there and isn't, or null.</summary>
    public static string? Lacking(ChatInbound data)
    {
        if (data.Content.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return "content";
        if (data.Content.ValueKind != JsonValueKind.Object)
            return null;
        return data.MessageType switch
        {
            null or "text" => Has(data.Content, "text") ? null : "content.text",
            "image" or "file" or "voice" => Has(data.Content, "url") || Has(data.Content, "fileUrl") || Has(data.Content, "fileId") ? null : "content.url",
            _ => null,
        };
    }

    /// <summary>Reads it; asked once nothing is lacking.</summary>
    public static Outcome<ChatContent> Read(ChatInbound data, FileUrls urls)
    {
        if (!ChatWords.TryParse(data.MessageType, out var type))
            return FieldRules.Invalid("messageType");
        if (data.ReplyToId is { IsMissing: false, Message.IsNone: true })
            return ChatError.MessageNotFound;
        var content = data.Content;
        if (content.ValueKind == JsonValueKind.String && type == MessageType.Text)
            return TryText(content, out var bare) ? new ChatContent(new MessageBody(type, bare!), null) : new Refusal(ChatError.TextInvalid, "content");
        if (content.ValueKind != JsonValueKind.Object)
            return FieldRules.Invalid("content");
        if (!TryText(content, "text", out var text))
            return FieldRules.Invalid("content.text");
        return type switch
        {
            MessageType.Text => new ChatContent(new MessageBody(type, text ?? ""), null),
            MessageType.Location => OfPlace(Place.Read(content)),
            _ => ReadFile(content, type, text ?? "", urls),
        };
    }

    /// <summary>A field that is a text, null or absent.</summary>
    public static bool TryText(JsonElement content, string name, out string? text)
    {
        text = null;
        return !content.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null || TryText(value, out text);
    }

    private static Outcome<ChatContent> OfPlace(Outcome<MessageBody> place) => place.IsOk ? new ChatContent(place.Value, null) : place.Refusal;

    // An address elsewhere is not taken here (WIRE, Common): what is shown is a file of ours, whose links end.
    private static Outcome<ChatContent> ReadFile(JsonElement content, MessageType type, string text, FileUrls urls)
    {
        if (!TryText(content, "url", out var url) || !TryText(content, "fileUrl", out var other))
            return FieldRules.Invalid("content.url");
        if (!TryText(content, "name", out var name) || !TryText(content, "fileName", out var otherName))
            return FieldRules.Invalid("content.name");
        if (!TryDuration(content, out var duration))
            return FieldRules.Invalid("content.duration");
        var id = new FileId(IdOf(content));
        if (id.IsNone && (url ?? other) is { } address && !urls.TryRead(address, out id))
            id = default;
        return id.IsNone
            ? ChatError.FileNotFound
            : new ChatContent(null, new FileMention { Id = id, Type = type, Text = text, Name = name ?? otherName, DurationMs = duration });
    }

    private static long IdOf(JsonElement content)
    {
        if (!content.TryGetProperty("fileId", out var value))
            return 0;
        return value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt64(out var number) && number > 0 => number,
            JsonValueKind.String when TryText(value, out var text) => WireId.Parse(text!).Of(EntityKind.File),
            _ => 0,
        };
    }

    private static bool TryDuration(JsonElement content, out long? ms)
    {
        ms = null;
        if (!content.TryGetProperty("duration", out var value) || value.ValueKind == JsonValueKind.Null)
            return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds) || !double.IsFinite(seconds))
            return false;
        ms = (long)Math.Clamp(seconds * 1000, -1, int.MaxValue);
        return true;
    }

    private static bool TryText(JsonElement value, out string? text)
    {
        text = null;
        if (value.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            text = value.GetString();
            return true;
        }
        catch (InvalidOperationException) // an escaped lone surrogate: valid JSON, but no text
        {
            return false;
        }
    }

    private static bool Has(JsonElement content, string name) => content.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
}
