using Parley.Primitives;

namespace Parley.Dialects.Social.Wire;

/// <summary>Ids as this surface shows them: UUIDs.</summary>
internal static class Ids
{
    public static Guid Uuid(this UserId id) => PublicId.ToUuid(EntityKind.User, id.Value);

    public static Guid Uuid(this ConversationId id) => PublicId.ToUuid(EntityKind.Conversation, id.Value);

    public static Guid Uuid(this MessageId id) => PublicId.ToUuid(EntityKind.Message, id.Value);

    public static Guid Uuid(this NotificationId id) => PublicId.ToUuid(EntityKind.Notification, id.Value);

    public static Guid Uuid(this FriendRequestId id) => PublicId.ToUuid(EntityKind.FriendRequest, id.Value);

    public static Guid Uuid(this FileId id) => PublicId.ToUuid(EntityKind.File, id.Value);

    /// <summary>A message's author; null for the server.</summary>
    public static Guid? UuidOrNull(this UserId id) => id.IsNone ? null : id.Uuid();

    /// <summary>A message's file; null for an address elsewhere.</summary>
    public static Guid? UuidOrNull(this FileId id) => id.IsNone ? null : id.Uuid();
}
