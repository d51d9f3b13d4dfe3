using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.SocketIO.Packets;

/// <summary>Byte arrays, wherever they stand in a payload, travel as attachments.</summary>
internal sealed class ByteArrayConverter : JsonConverter<byte[]>
{
    /// <inheritdoc/>
    public override byte[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : Placeholder.Read(ref reader).ToArray();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options)
    {
        if (PacketWriter.Current is { } packet)
            packet.WriteAttachment(value);
        else
            writer.WriteBase64StringValue(value);
    }
}
