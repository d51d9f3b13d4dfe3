using Parley.Accounts;
using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Conversations;

/// <summary>A person's list of direct conversations, and its own marks on them. What one does there is nobody else's business.</summary>
public sealed class Sessions(IConversationStore store, Access access, Fanout fanout, TimeProvider clock)
{
    /// <summary>The most that a list shows: pinned ones first, then those with the latest activity.</summary>
    public const int Most = 1_000;

    /// <summary>The list: pinned ones first, then by last activity; one statement, however long.</summary>
    public Task<IReadOnlyList<DirectSession>> ListAsync(Account caller, CancellationToken cancel) => store.ListSessionsAsync(caller.Id, Most, cancel);

    /// <summary>Marks a session.</summary>
    /// <returns>
    /// True when that changed anything; <see cref="ChatError.ConversationNotFound"/> for what is no direct conversation of the tenant,
    /// <see cref="ChatError.NotParticipant"/> for another's.
    /// </returns>
    public async Task<Outcome<bool>> MarkAsync(Account caller, ConversationId id, SessionMark mark, CancellationToken cancel)
    {
        var entered = await access.EnterAsync(caller, id, cancel);
        if (!entered.IsOk)
            return entered.Refusal;
        if (entered.Value.Conversation.Kind != ConversationKind.Direct)
            return ChatError.ConversationNotFound;
        var marked = await store.MarkSessionAsync(caller.TenantId, id, caller.Id, mark, clock.NowMs(), cancel);
        if (!marked.IsOk)
            return marked.Refusal;
        if (marked.Value is { IsChanged: true, Conversation: var conversation })
            fanout.Publish(new SessionMarked(conversation, caller.Id));
        return marked.Value.IsChanged;
    }
}
