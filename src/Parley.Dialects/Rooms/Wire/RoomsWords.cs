using System.Text.Json;
using Parley.Messages;

namespace Parley.Dialects.Rooms.Wire;

/// <summary>The core's enums in this surface's words (document 002, 2.3; voice, location, system and order are added).</summary>
internal static class RoomsWords
{
    /// <summary>A message's type.</summary>
    public static string Of(MessageType type) => type switch
    {
        MessageType.Text => "text",
        MessageType.Image => "image",
        MessageType.File => "file",
        MessageType.Voice => "voice",
        MessageType.Location => "location",
        MessageType.System or MessageType.Order => "system",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A message type without a word."),
    };

    /// <summary>A type that a client may send; absent means text.</summary>
    public static bool TryParse(string? word, out MessageType type)
    {
        type = word switch
        {
            null or "text" => MessageType.Text,
            "image" => MessageType.Image,
            "file" => MessageType.File,
            "voice" => MessageType.Voice,
            "location" => MessageType.Location,
            _ => 0,
        };
        return type != 0;
    }

    /// <summary>The core's name of a field (camelCase) as this surface writes it.</summary>
    public static string? Field(string? camel) => camel is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(camel);
}
