using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Primitives;

namespace Parley.Dialects.Json;

/// <summary>An id as a client wrote it: a number, a string of digits, or a UUID. Whether it names anything depends on where it stands.</summary>
[JsonConverter(typeof(Converter))]
internal readonly struct WireId
{
    private readonly Guid _uuid;
    private readonly long _number;
    private readonly State _state;

    private WireId(State state, long number = 0, Guid uuid = default) => (_state, _number, _uuid) = (state, number, uuid);

    private enum State : byte
    {
        Missing,
        Number,
        Uuid,
        Invalid,
    }

    /// <summary>Absent or null.</summary>
    public bool IsMissing => _state == State.Missing;

    /// <summary>Neither a string nor a number.</summary>
    public bool IsInvalid => _state == State.Invalid;

    /// <summary>As a path or a query wrote it.</summary>
    public static WireId Parse(string text)
    {
        if (Guid.TryParseExact(text, "D", out var uuid))
            return new WireId(State.Uuid, uuid: uuid);
        return PublicId.TryParse(text, EntityKind.User, out var number) ? new WireId(State.Number, number) : new WireId(State.Number);
    }

    /// <summary>The id, if this can name something of that kind; 0 otherwise.</summary>
    public long Of(EntityKind kind) => _state switch
    {
        State.Number => _number,
        State.Uuid when PublicId.TryFromUuid(_uuid, kind, out var value) => value,
        _ => 0,
    };

    /// <summary>As a user; none when it can't be one.</summary>
    public UserId User => new(Of(EntityKind.User));

    /// <summary>As a conversation.</summary>
    public ConversationId Conversation => new(Of(EntityKind.Conversation));

    /// <summary>As a message.</summary>
    public MessageId Message => new(Of(EntityKind.Message));

    internal sealed class Converter : JsonConverter<WireId>
    {
        public override bool HandleNull => true;

        public override WireId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Null:
                    return default;
                case JsonTokenType.Number:
                    return new WireId(State.Number, reader.TryGetInt64(out var number) && number is > 0 and <= PublicId.MaxValue ? number : 0);
                case JsonTokenType.String:
                    return reader.TryGetGuid(out var uuid) ? new WireId(State.Uuid, uuid: uuid) : Parse(reader.GetString()!);
                default:
                    reader.Skip();
                    return new WireId(State.Invalid);
            }
        }

        public override void Write(Utf8JsonWriter writer, WireId value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Ids leave in a surface's own form.");
    }
}
