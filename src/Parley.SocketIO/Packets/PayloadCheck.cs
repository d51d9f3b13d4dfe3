using System.Text.Json;

namespace Parley.SocketIO.Packets;

/// <summary>Whether a packet's payload is JSON, and of the kind that its type wants.</summary>
internal static class PayloadCheck
{
    private static readonly byte[][] Reserved = [.. ReservedEvents.Names.Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>Source: socket.io-protocol v5, "Packet encoding", and what its reference implementation refuses.</summary>
    public static bool IsValid(in IncomingPacket packet, int maxDepth)
    {
        var json = packet.Json.Span;
        try
        {
            return packet.Type switch
            {
                PacketType.Connect => json.IsEmpty || IsWhole(json, JsonTokenType.StartObject, -1, maxDepth),
                PacketType.Disconnect => json.IsEmpty && packet.Id is null,
                PacketType.Event => IsEvent(json) && IsWhole(json, JsonTokenType.StartArray, packet.Attachments, maxDepth),
                PacketType.Ack => IsWhole(json, JsonTokenType.StartArray, packet.Attachments, maxDepth), // without an id it answers nothing
                _ => true, // CONNECT_ERROR: no client sends it; its state is wrong, whatever it holds
            };
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            return false; // an event name with half a surrogate pair
        }
    }

    private static bool IsEvent(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray || !reader.Read())
            return false;
        if (reader.TokenType == JsonTokenType.Number)
            return true;
        if (reader.TokenType != JsonTokenType.String)
            return false;
        if (reader.ValueIsEscaped)
            _ = reader.GetString(); // throws for half a surrogate pair
        foreach (var name in Reserved)
        {
            if (reader.ValueTextEquals(name))
                return false;
        }

        return true;
    }

    // Reads it to the end: the reader throws for what is no JSON, and for what is nested too deeply.
    private static bool IsWhole(ReadOnlySpan<byte> json, JsonTokenType first, int attachments, int maxDepth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        if (!reader.Read() || reader.TokenType != first)
            return false;
        var isPlaceholder = false;
        while (reader.Read())
        {
            if (attachments < 0 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueIsEscaped)
                _ = reader.GetString(); // throws for half a surrogate pair, on which every look-up in it would throw
            if (attachments <= 0 || reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (reader.ValueTextEquals("_placeholder"u8))
            {
                isPlaceholder = reader.Read() && reader.TokenType == JsonTokenType.True;
            }
            else if (isPlaceholder && reader.ValueTextEquals("num"u8))
            {
                isPlaceholder = false;
                if (!reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var number) || (uint)number >= attachments)
                    return false;
            }
        }

        return true;
    }
}
