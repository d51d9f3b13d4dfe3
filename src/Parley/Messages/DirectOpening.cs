using Parley.Accounts;
using Parley.Conversations;
using Parley.Limits;
using Parley.Moderation;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>
/// The way to the direct conversation with somebody whom one wants to write to. A pair that has none yet costs the writer rows that stay, so
/// it is made for those only who may write, and not for more people a minute than anybody gets to know.
/// </summary>
/// <param name="newcomers">Recognises bursts to strangers; null: nobody does.</param>
public sealed class DirectOpening(
    DirectConversations directs, AccountDirectory accounts, RateLimiter limiter, RateLimits limits, Newcomers? newcomers = null)
{
    /// <summary>The pair's conversation.</summary>
    /// <returns>
    /// Its id; <see cref="ChatError.SelfTarget"/>, <see cref="ChatError.RateLimited"/>, <see cref="ChatError.Spam"/>, <see cref="ChatError.UserNotFound"/>;
    /// <see cref="ChatError.NotFriends"/> for strangers where only friends write.
    /// </returns>
    public async ValueTask<Outcome<ConversationId>> OpenAsync(Account caller, UserId peer, ContactPolicy policy, CancellationToken cancel)
    {
        if (peer == caller.Id)
            return ChatError.SelfTarget;
        if (directs.TryGet(caller, peer, out var known))
            return known;
        if (limiter.Take(limits.Lookups, caller.Id.Value) is { } tooManyLooks)
            return tooManyLooks;
        if (await directs.FindAsync(caller, peer, cancel) is { } found)
            return found.Id;
        if (limiter.Take(limits.Openings, caller.Id.Value) is { } tooMany)
            return tooMany;
        if (policy != ContactPolicy.Friends)
            return newcomers?.Refuse(caller) is { } burst ? burst : await directs.OpenAsync(caller, peer, cancel);
        return await accounts.FindAsync(peer, cancel) is { } account && account.TenantId == caller.TenantId
            ? ChatError.NotFriends
            : ChatError.UserNotFound;
    }
}
