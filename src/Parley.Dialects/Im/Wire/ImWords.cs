using Parley.Messages;

namespace Parley.Dialects.Im.Wire;

/// <summary>Message types in this surface's words (document 000, 2).</summary>
internal static class ImWords
{
    /// <summary>The word; what has none is text.</summary>
    public static string Of(MessageType type) => type switch
    {
        MessageType.Text or MessageType.File => "text",
        MessageType.Image => "image",
        MessageType.Voice => "voice",
        MessageType.Location => "location",
        MessageType.System or MessageType.Order => "system",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A message type without a word."),
    };

    /// <summary>A type that a client may send.</summary>
    public static bool TryParse(string? word, out MessageType type)
    {
        type = word switch
        {
            "text" => MessageType.Text,
            "image" => MessageType.Image,
            "voice" => MessageType.Voice,
            "location" => MessageType.Location,
            _ => 0,
        };
        return type != 0;
    }

    /// <summary>The core's name of a field as clients of this surface write it.</summary>
    public static string? Field(string? field) => field switch
    {
        "messageType" => "type",
        "fileUrl" => "payload.url",
        "duration" => "payload.duration",
        _ => field,
    };
}
