using Parley.Conversations;
using Parley.Messages;
using Parley.Notifications;
using Parley.Presence;
using Parley.Primitives;

namespace Parley.Dialects.Market.Chat.Wire;

/// <summary>The core's words in this surface's (document 001, 2.3).</summary>
internal static class ChatWords
{
    /// <summary>A message's type.</summary>
    public static string Of(MessageType type) => type switch
    {
        MessageType.Text => "text",
        MessageType.Image => "image",
        MessageType.File => "file",
        MessageType.Voice => "voice",
        MessageType.Location => "location",
        MessageType.System => "system",
        MessageType.Order => "order",
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

    /// <summary>A type that may be searched for: also what the server wrote.</summary>
    public static bool TryParseAny(string? word, out MessageType type)
    {
        type = word switch { "system" => MessageType.System, "order" => MessageType.Order, _ => 0 };
        return type != 0 || (word is not null && TryParse(word, out type));
    }

    /// <summary>What a conversation is: between two it is about services (document 001, 2.1), else a group.</summary>
    public static string Of(ConversationKind kind) => kind == ConversationKind.Direct ? "service" : "group";

    /// <summary>Somebody's presence.</summary>
    public static string Of(PresenceStatus status) => status switch
    {
        PresenceStatus.Offline => "offline",
        PresenceStatus.Online => "online",
        PresenceStatus.Away => "away",
        PresenceStatus.Busy => "busy",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A presence without a word."),
    };

    /// <summary>A notification's type.</summary>
    public static string Of(NotificationType type) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString());

    /// <summary>A member's role in a group.</summary>
    public static string Of(MemberRole role) => role switch
    {
        MemberRole.Member => "member",
        MemberRole.Admin => "admin",
        MemberRole.Owner => "owner",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "A role without a word."),
    };

    /// <summary>An id as this surface writes it.</summary>
    public static string Id(EntityKind kind, long id) => PublicId.ToText(kind, id);

    /// <summary>A conversation's.</summary>
    public static string Id(ConversationId id) => PublicId.ToText(EntityKind.Conversation, id.Value);

    /// <summary>A message's.</summary>
    public static string Id(MessageId id) => PublicId.ToText(EntityKind.Message, id.Value);

    /// <summary>A person's.</summary>
    public static string Id(UserId id) => PublicId.ToText(EntityKind.User, id.Value);
}
