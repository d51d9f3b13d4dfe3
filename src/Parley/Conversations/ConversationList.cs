using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Conversations;

/// <summary>A person's list of conversations of every kind, page by page. A page costs the same few queries, however much it shows.</summary>
public sealed class ConversationList(IConversationStore store, Access access)
{
    /// <summary>A page, newest activity first.</summary>
    /// <param name="before">The last item's of the page before; null: from the newest.</param>
    /// <param name="limit">1 to 100, checked by the dialect.</param>
    /// <returns>
    /// The page; <see cref="ChatError.ConversationNotFound"/> or <see cref="ChatError.NotParticipant"/> for a <paramref name="before"/> that is not
    /// in the caller's list.
    /// </returns>
    public async Task<Outcome<ConversationPage>> PageAsync(Account caller, ConversationId? before, int limit, CancellationToken cancel)
    {
        Conversation? bound = null;
        if (before is { } id)
        {
            var entered = await access.EnterAsync(caller, id, cancel);
            if (!entered.IsOk)
                return entered.Refusal;
            bound = entered.Value.Conversation;
        }

        var views = await store.ListPageAsync(caller.Id, bound, limit + 1, cancel);
        var shown = views.Take(limit).ToList();
        var members = await store.ReadMembersAsync([.. shown.Select(view => view.Conversation.Id)], cancel);
        var byConversation = members.ToLookup(member => member.ConversationId);
        return new ConversationPage(
            [.. shown.Select(view => new ListedConversation(view, [.. byConversation[view.Conversation.Id]]))], views.Count > limit);
    }
}
