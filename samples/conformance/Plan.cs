using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.SocketIO.Conformance;

/// <summary>What a test wants to be sent, and to whom.</summary>
internal sealed record Plan
{
    public string? Namespace { get; init; }

    public string? From { get; init; }

    [JsonConverter(typeof(OneOrMore))]
    public string[]? To { get; init; }

    [JsonConverter(typeof(OneOrMore))]
    public string[]? Except { get; init; }

    public string[]? Rooms { get; init; }

    public bool Broadcast { get; init; }

    public bool Volatile { get; init; }

    public bool Local { get; init; }

    public bool Close { get; init; }

    public int? Timeout { get; init; }

    /// <summary>So often, each time with its number from 0 before the arguments.</summary>
    public int? Times { get; init; }

    public string Event { get; init; } = "";

    public JsonElement[]? Args { get; init; }

    public byte[]? Bytes { get; init; }

    public object?[] Values() => [.. (Args ?? []).Cast<object?>(), .. Bytes is null ? [] : new object?[] { Bytes }];

    /// <summary>From the socket, which leaves it out itself, or from its namespace.</summary>
    public void Emit(Socket socket)
    {
        if (From == "namespace")
            In(socket.Namespace).Emit(Event, Values());
        else if (Broadcast || To is not null || Except is not null || Local)
            With(socket.Broadcast).Emit(Event, Values());
        else if (Volatile)
            socket.Volatile.Emit(Event, Values());
        else
            socket.Emit(Event, Values());
    }

    public BroadcastOperator In(Namespace space) => With(space.To());

    private BroadcastOperator With(BroadcastOperator start)
    {
        var all = start.To(To ?? []).Except(Except ?? []);
        if (Volatile)
            all = all.Volatile;
        if (Local)
            all = all.Local;
        return Timeout is { } timeout ? all.Timeout(TimeSpan.FromMilliseconds(timeout)) : all;
    }

    /// <summary>A text, or several.</summary>
    internal sealed class OneOrMore : JsonConverter<string[]>
    {
        public override string[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
                ? [reader.GetString()!]
                : [.. JsonElement.ParseValue(ref reader).EnumerateArray().Select(item => item.GetString()!)];

        public override void Write(Utf8JsonWriter writer, string[] value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
