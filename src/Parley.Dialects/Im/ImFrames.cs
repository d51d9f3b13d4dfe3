using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Dialects.Alerts;
using Parley.Dialects.Errors;
using Parley.Dialects.Im.Wire;
using Parley.Dialects.WebSockets;
using Parley.Messages;
using Parley.WebSockets;

namespace Parley.Dialects.Im;

/// <summary>What the server says over the WebSocket: whole frames (document 000, 7).</summary>
internal static class ImFrames
{
    /// <summary><c>{"pong":1}</c>, the same for everybody.</summary>
    public static readonly byte[] Pong = Frames.Build(Opcode.Text, """{"pong":1}"""u8);

    /// <summary><c>{"ack", "data"}</c>.</summary>
    public static byte[] New(ImMessage message)
    {
        var frame = JsonFrame.Begin(out var json);
        json.WriteStartObject();
        json.WriteNumber("ack"u8, message.Id);
        json.WritePropertyName("data"u8);
        JsonSerializer.Serialize(json, message, ImJson.Wire.ImMessage);
        json.WriteEndObject();
        return frame.End();
    }

    /// <summary><c>{"sent": …}</c>.</summary>
    public static byte[] Sent(ImMessage message) => Of("sent"u8, message, ImJson.Wire.ImMessage);

    /// <summary><c>{"recalled": ‹id›}</c>.</summary>
    public static byte[] Recalled(Message message)
    {
        var frame = JsonFrame.Begin(out var json);
        json.WriteStartObject();
        json.WriteNumber("recalled"u8, message.Id.Value);
        json.WriteEndObject();
        return frame.End();
    }

    /// <summary><c>{"emergency": …}</c>.</summary>
    public static byte[] Emergency(EmergencyAlert alert) => Of("emergency"u8, alert, AlertJson.Wire.EmergencyAlert);

    /// <summary><c>{"emergencyUpdated": …}</c>.</summary>
    public static byte[] EmergencyUpdated(EmergencyUpdate update) => Of("emergencyUpdated"u8, update, AlertJson.Wire.EmergencyUpdate);

    /// <summary><c>{"error": …}</c>.</summary>
    public static byte[] Error(WireError error, string? tempId) => Of("error"u8, ImErrors.Of(error, Cut(tempId)), ImJson.Wire.ImError);

    private static byte[] Of<T>(ReadOnlySpan<byte> name, T value, JsonTypeInfo<T> type)
    {
        var frame = JsonFrame.Begin(out var json);
        json.WriteStartObject();
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, type);
        json.WriteEndObject();
        return frame.End();
    }

    // What is longer than any temp id may be was refused for that: it is not sent back whole.
    private static string? Cut(string? tempId)
    {
        if (tempId is null || tempId.Length <= MessageSender.MaxTempIdLength)
            return tempId;
        var length = MessageSender.MaxTempIdLength;
        return tempId[..(char.IsHighSurrogate(tempId[length - 1]) ? length - 1 : length)];
    }
}
