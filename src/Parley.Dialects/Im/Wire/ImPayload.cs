using Parley.Conversations;
using Parley.Dialects.Files;
using Parley.Files;
using Parley.Messages;

namespace Parley.Dialects.Im.Wire;

/// <summary>What a message carries, by its type (document 000, 2).</summary>
internal sealed record ImPayload
{
    /// <summary>An announcement's.</summary>
    public string? Title { get; init; }

    public string? Text { get; init; }

    /// <summary>A picture's address.</summary>
    public string? Url { get; init; }

    /// <summary>A recording's address.</summary>
    public string? Voice { get; init; }

    /// <summary>Seconds of a recording.</summary>
    public double? Duration { get; init; }

    public double? Lat { get; init; }

    public double? Lng { get; init; }

    public string? Address { get; init; }

    /// <summary>A file's name.</summary>
    public string? Name { get; init; }

    /// <summary>A message's type and payload here. What this surface has no word for goes out as text.</summary>
    public static (string Type, ImPayload Payload) Of(Message message, Conversation conversation, FileUrls urls)
    {
        var body = message.Body;
        if (message.RecalledAt is not null)
            return (ImWords.Of(body.Type), new ImPayload());
        if (MessageFile.Of(message) is { } file)
            return Of(body, file, urls.Of(conversation, message, file));
        return body.Type switch
        {
            MessageType.Location when ImPlace.Of(body) is { } place =>
                ("location", new ImPayload { Lat = place.Lat, Lng = place.Lng, Address = place.Address }),
            MessageType.Location => ("text", new ImPayload { Text = $"[位置] {body.Text}".TrimEnd() }),
            MessageType.System or MessageType.Order => ("system", new ImPayload { Text = body.Text }),
            _ => ("text", new ImPayload { Text = body.Text }),
        };
    }

    private static (string Type, ImPayload Payload) Of(MessageBody body, MessageFile file, string url) => body.Type switch
    {
        MessageType.Image => ("image", new ImPayload { Url = url, Text = Caption(body), Name = file.Name }),
        MessageType.Voice => ("voice", new ImPayload { Voice = url, Text = Caption(body), Duration = file.DurationMs / 1000.0 }),
        _ => ("text", new ImPayload { Text = $"[文件] {Caption(body) ?? file.Name}".TrimEnd(), Url = url, Name = file.Name }),
    };

    private static string? Caption(MessageBody body) => body.Text.Length == 0 ? null : body.Text;
}
