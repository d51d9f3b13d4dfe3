using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Conversations;

/// <summary>Whether a person may look into a conversation: the same answer on every surface.</summary>
public sealed class Access(IConversationStore store)
{
    /// <summary>The conversation and the caller in it.</summary>
    /// <returns><see cref="ChatError.ConversationNotFound"/> when it is not in the tenant, <see cref="ChatError.NotParticipant"/> when the caller is not in it.</returns>
    public async Task<Outcome<(Conversation Conversation, Participant Participant)>> EnterAsync(
        Account caller, ConversationId id, CancellationToken cancel)
    {
        if (await store.FindAsync(caller.TenantId, id, cancel) is not { DissolvedAt: null } conversation)
            return ChatError.ConversationNotFound;
        if (await store.FindParticipantAsync(id, caller.Id, cancel) is not { IsMember: true } participant)
            return ChatError.NotParticipant;
        return (conversation, participant);
    }
}
