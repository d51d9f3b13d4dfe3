using System.Text.Json;

namespace Parley.SocketIO;

/// <summary>An event as its bytes, for an application that reads them itself. Good as long as the call that it was given to.</summary>
public readonly ref struct RawEvent
{
    /// <param name="json">The whole array, its name first; already known to be valid.</param>
    /// <param name="ack">To answer.</param>
    internal RawEvent(ReadOnlySpan<byte> json, Ack ack)
    {
        Json = json;
        Ack = ack;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        reader.Read();
        Name = reader.ValueSpan;
        if (reader.ValueIsEscaped)
        {
            var name = new byte[reader.ValueSpan.Length];
            Name = name.AsSpan(0, reader.CopyString(name));
        }

        if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray)
            return;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        Argument = json[start..(int)reader.BytesConsumed];
    }

    /// <summary>Its name, UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>Its first argument as JSON; empty without one.</summary>
    public ReadOnlySpan<byte> Argument { get; }

    /// <summary>All of it as JSON: an array, the name first.</summary>
    public ReadOnlySpan<byte> Json { get; }

    /// <summary>The client's wish to be answered; <see cref="Ack.IsRequested"/> is false when it has none.</summary>
    public Ack Ack { get; }
}
