using System.Text.Json;

namespace Parley.SocketIO.Packets;

/// <summary><c>{"_placeholder":true,"num":0}</c>: where bytes stood before they became an attachment.</summary>
internal static class Placeholder
{
    /// <summary>Reads bytes: a placeholder's, or base64 text as JSON has it otherwise.</summary>
    /// <exception cref="JsonException">It is neither.</exception>
    public static ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetBytesFromBase64();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Neither bytes nor base64.");
        int? number = null;
        var isPlaceholder = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMark = reader.ValueTextEquals("_placeholder"u8);
            var isNumber = reader.ValueTextEquals("num"u8);
            reader.Read();
            if (isMark)
                isPlaceholder = reader.TokenType == JsonTokenType.True;
            else if (isNumber && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value))
                number = value;
            else
                reader.Skip();
        }

        if (!isPlaceholder || number is not { } index || !AttachmentScope.TryGet(index, out var bytes))
            throw new JsonException("No attachment of that number.");
        return bytes;
    }
}
