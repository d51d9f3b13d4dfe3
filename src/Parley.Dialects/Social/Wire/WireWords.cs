using Parley.Conversations;
using Parley.Messages;
using Parley.Notifications;
using Parley.Presence;

namespace Parley.Dialects.Social.Wire;

/// <summary>The core's enums in this surface's words.</summary>
internal static class WireWords
{
    /// <summary>A message's type. Kinds without a word go out as text (<see cref="WireText"/> says them readably).</summary>
    public static string Of(MessageType type) => type switch
    {
        MessageType.Text or MessageType.Location => "text",
        MessageType.Image => "image",
        MessageType.File => "file",
        MessageType.Voice => "voice",
        MessageType.System or MessageType.Order => "system",
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
            _ => 0,
        };
        return type != 0;
    }

    /// <summary>Presence.</summary>
    public static string Of(PresenceStatus status) => status switch
    {
        PresenceStatus.Offline => "offline",
        PresenceStatus.Online => "online",
        PresenceStatus.Away => "away",
        PresenceStatus.Busy => "busy",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a word."),
    };

    /// <summary>A presence that a client may claim.</summary>
    public static bool TryParse(string? word, out PresenceStatus status)
    {
        status = word switch { "online" => PresenceStatus.Online, "away" => PresenceStatus.Away, "busy" => PresenceStatus.Busy, _ => PresenceStatus.Offline };
        return status != PresenceStatus.Offline;
    }

    /// <summary>A member's role.</summary>
    public static string Of(MemberRole role) => role switch
    {
        MemberRole.Member => "member",
        MemberRole.Admin => "admin",
        MemberRole.Owner => "owner",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "A role without a word."),
    };

    /// <summary>A role that a client may give.</summary>
    public static bool TryParse(string? word, out MemberRole role)
    {
        role = word switch { "admin" => MemberRole.Admin, "owner" => MemberRole.Owner, _ => MemberRole.Member };
        return word is "member" or "admin" or "owner";
    }

    /// <summary>What a notification is about.</summary>
    public static string Of(NotificationType type) => type switch
    {
        NotificationType.System => "system",
        NotificationType.FriendRequest => "friend_request",
        NotificationType.FriendAccepted => "friend_accepted",
        NotificationType.GroupInvite => "group_invite",
        NotificationType.GroupRemoved => "group_removed",
        NotificationType.Order => "order",
        NotificationType.Payment => "payment",
        NotificationType.Review => "review",
        NotificationType.Report => "report",
        NotificationType.Announcement => "announcement",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A notification type without a word."),
    };

    /// <summary>The core's name of a field (camelCase) as this surface writes it.</summary>
    public static string? Field(string? camel) => camel is null ? null : System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(camel);
}
