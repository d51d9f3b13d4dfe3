using Parley.Primitives;

namespace Parley.Conversations;

/// <summary>Conversations as a numbered list shows them. Each call is one statement, however much it reads.</summary>
public interface IChatStore
{
    /// <summary>
    /// The conversations on a person's list (or those that it took off), newest activity first, each with the newest message that it may see;
    /// and how many there are in all.
    /// </summary>
    Task<(IReadOnlyList<ChatLine> Lines, long Total)> ListAsync(UserId user, bool archived, int skip, int take, CancellationToken cancel);

    /// <summary>One conversation as a person in it has it; null where it is not in it, or there is none in the tenant.</summary>
    Task<ChatLine?> FindAsync(TenantId tenant, ConversationId id, UserId user, CancellationToken cancel);

    /// <summary>All who are in these conversations, by user id.</summary>
    Task<IReadOnlyList<ChatMember>> ReadMembersAsync(IReadOnlyCollection<ConversationId> conversations, CancellationToken cancel);

    /// <summary>Notes what a conversation was opened about; what is 0 stays as it was.</summary>
    Task SetTopicAsync(ConversationId id, ConversationTopic topic, CancellationToken cancel);
}
