using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.SocketIO.Packets;

/// <summary>Memory of bytes, wherever it stands in a payload, travels as an attachment; what is read is not copied again.</summary>
internal sealed class ByteMemoryConverter : JsonConverter<ReadOnlyMemory<byte>>
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? default : Placeholder.Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options)
    {
        if (PacketWriter.Current is { } packet)
            packet.WriteAttachment(value);
        else
            writer.WriteBase64StringValue(value.Span);
    }
}
