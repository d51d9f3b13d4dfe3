using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Files;

/// <summary>
/// The file that a message shows, as it was when the message was sent: kept with the message (<see cref="MessageBody.FileId"/>, and
/// <see cref="MessageBody.Data"/> for the rest), so that showing the message needs no look at the file's record.
/// </summary>
public sealed record MessageFile
{
    /// <summary>The stored file; none where <see cref="Url"/> points elsewhere.</summary>
    public FileId Id { get; init; }

    /// <summary>An <c>https</c> address elsewhere, as its sender gave it; null for a stored file, whose links are made when it is shown.</summary>
    public string? Url { get; init; }

    /// <summary>Its name, cleaned; null where an address elsewhere came without.</summary>
    public string? Name { get; init; }

    /// <summary>Bytes. Of an address elsewhere what its sender claims, if anything.</summary>
    public long? Size { get; init; }

    /// <summary>Its media type; null for an address elsewhere.</summary>
    public string? ContentType { get; init; }

    /// <summary>How long a recording is, in milliseconds, as its sender says.</summary>
    public long? DurationMs { get; init; }

    /// <summary>The file that a message shows; null for a message without, or one that was recalled.</summary>
    public static MessageFile? Of(Message message) => message.RecalledAt is null ? Of(message.Body) : null;

    /// <summary>The file in a body; null where there is none.</summary>
    public static MessageFile? Of(MessageBody body)
    {
        if (body.Type is not (MessageType.Image or MessageType.File or MessageType.Voice))
            return null;
        if (body.Data is not { } data)
            return body.FileId == 0 ? null : new MessageFile { Id = new FileId(body.FileId) };
        using var json = JsonDocument.Parse(data);
        var root = json.RootElement;
        return new MessageFile
        {
            Id = new FileId(body.FileId),
            Url = Text(root, "url"),
            Name = Text(root, "name"),
            Size = Number(root, "size"),
            ContentType = Text(root, "type"),
            DurationMs = Number(root, "durationMs"),
        };
    }

    /// <summary>A message's body that shows this file.</summary>
    public MessageBody ToBody(MessageType type, string text)
    {
        var json = new JsonObject();
        Add(json, "url", Url);
        Add(json, "name", Name);
        Add(json, "size", Size);
        Add(json, "type", ContentType);
        Add(json, "durationMs", DurationMs);
        return new MessageBody(type, text, Id.Value, json.ToJsonString());
    }

    private static void Add(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
            json.Add(name, value);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
