using Parley.Primitives;

namespace Parley.Conversations;

/// <summary>
/// Conversations and their participants at rest. Participants are written under their conversation's lock only, and every visible
/// change takes the conversation's next <c>rev</c> in the same transaction.
/// </summary>
public interface IConversationStore
{
    /// <summary>
    /// The pair's direct conversation, made (hidden while it has no message) if it is not there, with both participants. Existing blocks
    /// and friendship need no reading: whoever changes them opens the conversation first.
    /// </summary>
    /// <param name="newId">Its id if it is made.</param>
    /// <returns>The conversation, or <see cref="ChatError.UserNotFound"/> when one of the two is not in the tenant.</returns>
    Task<Outcome<Conversation>> OpenDirectAsync(TenantId tenant, UserId low, UserId high, ConversationId newId, long nowMs, CancellationToken cancel);

    /// <summary>Inserts a group with its first members, at rev 1. The caller has checked that all are users of the tenant.</summary>
    Task<Conversation> CreateGroupAsync(Conversation group, IReadOnlyList<Participant> members, CancellationToken cancel);

    /// <summary>Inserts a room with its first members, at rev 1, unless its order has one. The caller has checked that all are users of the tenant.
    /// An order that is kept here names its room from then on as the conversation in which it is talked about.</summary>
    /// <param name="isDeclared">The tenant's backend says so.</param>
    /// <returns>The order's room, and whether this call made it.</returns>
    Task<(Conversation Room, bool IsNew)> OpenRoomAsync(Conversation room, IReadOnlyList<Participant> members, bool isDeclared, CancellationToken cancel);

    /// <summary>An order's room.</summary>
    Task<Conversation?> FindRoomAsync(TenantId tenant, OrderId order, CancellationToken cancel);

    /// <summary>Whether the tenant's backend has ever said who is in this room.</summary>
    Task<bool> IsDeclaredAsync(ConversationId room, CancellationToken cancel);

    /// <summary>The conversation; a dissolved one too.</summary>
    Task<Conversation?> FindAsync(TenantId tenant, ConversationId id, CancellationToken cancel);

    /// <summary>The conversation of whatever tenant, for delivery and repair, never for a request.</summary>
    Task<Conversation?> FindForDeliveryAsync(ConversationId id, CancellationToken cancel);

    /// <summary>The pair's direct conversation, if it was ever opened.</summary>
    Task<Conversation?> FindDirectAsync(TenantId tenant, UserId low, UserId high, CancellationToken cancel);

    /// <summary>One participant, one who left too.</summary>
    Task<Participant?> FindParticipantAsync(ConversationId conversation, UserId user, CancellationToken cancel);

    /// <summary>All who are in it, by user id.</summary>
    Task<IReadOnlyList<Participant>> ReadMembersAsync(ConversationId conversation, CancellationToken cancel);

    /// <summary>All who are in these conversations, by user id.</summary>
    Task<IReadOnlyList<Participant>> ReadMembersAsync(IReadOnlyCollection<ConversationId> conversations, CancellationToken cancel);

    /// <summary>
    /// The conversations that the user is in (direct ones with a message only), newest activity first, each with the newest message that it may
    /// see.
    /// </summary>
    /// <param name="before">Only those behind this one in that order; null: from the first.</param>
    Task<IReadOnlyList<ConversationView>> ListPageAsync(UserId user, Conversation? before, int limit, CancellationToken cancel);

    /// <summary>
    /// The conversations that the user is in, newest activity first, each with its newest message; direct ones without a message are left out
    /// unless <paramref name="withEmpty"/>.
    /// </summary>
    /// <param name="kind">Only this kind, or null for all.</param>
    Task<IReadOnlyList<ConversationView>> ListAsync(UserId user, ConversationKind? kind, bool withEmpty, CancellationToken cancel);

    /// <summary>For a sign-in: every conversation that the user is in, with what this device has had.</summary>
    Task<IReadOnlyList<BacklogPosition>> ReadBacklogAsync(UserId user, string device, CancellationToken cancel);

    /// <summary>Which of these have a <c>rev</c> above the one given, and which.</summary>
    Task<IReadOnlyList<(ConversationId Id, long Rev)>> ReadAdvancedAsync(IReadOnlyList<(ConversationId Id, long Rev)> known, CancellationToken cancel);

    /// <summary>
    /// Locks the conversation, shows it and its members to <paramref name="decide"/>, and writes what that returns: all in one transaction, with
    /// the next <c>rev</c> and member version. <paramref name="decide"/> must be pure: it may run again after a serialisation failure.
    /// </summary>
    Task<Outcome<EditedConversation>> EditAsync(
        TenantId tenant,
        ConversationId id,
        Func<Conversation, IReadOnlyList<Participant>, Outcome<ConversationEdit>> decide,
        CancellationToken cancel);

    /// <summary>Users who share a direct conversation (with a message) with this one, minus those where either blocks the other.</summary>
    Task<IReadOnlyList<UserId>> ReadDirectPartnersAsync(UserId user, CancellationToken cancel);

    /// <summary>
    /// The user's direct conversations with messages that it has not taken off its list since the newest of them: pinned ones first, then by
    /// last activity.
    /// </summary>
    Task<IReadOnlyList<DirectSession>> ListSessionsAsync(UserId user, int limit, CancellationToken cancel);

    /// <summary>Writes a person's own mark on a conversation, under its lock, with the next <c>rev</c>.</summary>
    /// <returns>
    /// The conversation after it, and whether anything changed; <see cref="ChatError.ConversationNotFound"/>,
    /// <see cref="ChatError.NotParticipant"/>.
    /// </returns>
    Task<Outcome<(Conversation Conversation, bool IsChanged)>> MarkSessionAsync(
        TenantId tenant, ConversationId id, UserId user, SessionMark mark, long nowMs, CancellationToken cancel);
}
