using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Conversations;
using Parley.Dialects.Files;
using Parley.Files;
using Parley.Messages;

namespace Parley.Dialects.Market.Chat.Wire;

/// <summary>What a message says (document 001: <c>content</c>, an object by <c>messageType</c>). A recalled one says nothing.</summary>
internal sealed record ContentView
{
    /// <summary>Text or caption; empty for a recalled message.</summary>
    public string? Text { get; init; }

    public string? Url { get; init; }

    public string? FileId { get; init; }

    public string? Name { get; init; }

    /// <summary>Bytes.</summary>
    public long? Size { get; init; }

    public string? MimeType { get; init; }

    /// <summary>Seconds, of a recording.</summary>
    public double? Duration { get; init; }

    /// <summary>What a place or a step of an order has beside: <c>lat</c>, <c>lng</c>, <c>orderId</c>, <c>status</c>.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Data { get; set; } // no init: such a property can not be a parameter of what the generator makes

    public static ContentView Of(Message message, Conversation conversation, FileUrls urls)
    {
        if (message.RecalledAt is not null)
            return new ContentView { Text = "" };
        var body = message.Body;
        if (MessageFile.Of(body) is not { } file)
            return new ContentView { Text = body.Text, Data = DataOf(body) };
        return new ContentView
        {
            Text = body.Text.Length > 0 ? body.Text : null,
            Url = urls.Of(conversation, message, file),
            FileId = file.Id.IsNone ? null : ChatWords.Id(Primitives.EntityKind.File, file.Id.Value),
            Name = file.Name,
            Size = file.Size,
            MimeType = file.ContentType,
            Duration = file.DurationMs is { } ms ? ms / 1000.0 : null,
        };
    }
    private static Dictionary<string, JsonElement>? DataOf(MessageBody body)
    {
        if (body.Data is null || JsonSerializer.Deserialize(body.Data, ChatJson.Default.DictionaryStringJsonElement) is not { } data)
            return null;
        data.Remove("text"); // the body's own
        return data;
    }
}
