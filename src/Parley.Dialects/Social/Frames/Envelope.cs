using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Dialects.WebSockets;

namespace Parley.Dialects.Social.Frames;

/// <summary><c>{"type", "action"?, "data"}</c> around what a frame carries.</summary>
internal static class Envelope
{
    /// <summary>A frame that carries a generated type.</summary>
    public static byte[] Of<T>(string type, string? action, T data, JsonTypeInfo<T> info)
    {
        var frame = JsonFrame.Begin(out var json);
        Open(json, type, action);
        JsonSerializer.Serialize(json, data, info);
        json.WriteEndObject();
        return frame.End();
    }

    /// <summary>Writes up to and with the name <c>data</c>; the caller writes the object and closes the outer one.</summary>
    public static void Open(Utf8JsonWriter json, string type, string? action)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        if (action is not null)
            json.WriteString("action"u8, action);
        json.WritePropertyName("data"u8);
    }
}
