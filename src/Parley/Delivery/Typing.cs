using Parley.Accounts;
using Parley.Conversations;
using Parley.Limits;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>Tells who is typing: to those who are in the conversation, stored nowhere, dropped silently above its rate.</summary>
public sealed class Typing(DirectConversations directs, Access access, Fanout fanout, RateLimiter limiter, RateLimits limits, ConnectionRegistry registry, IBackplane backplane)
{
    /// <summary>The caller types (or stopped) to a person. Strangers, blocked ones and people who never wrote hear nothing.</summary>
    public async Task<Outcome<Unit>> ToPeerAsync(Account caller, UserId peer, bool isTyping, Connection? origin, CancellationToken cancel)
    {
        if (peer == caller.Id)
            return ChatError.SelfTarget;
        if (limiter.Take(limits.Typing, caller.Id.Value) is not null || !(backplane.HasPeers || registry.IsConnected(peer)))
            return new Unit();
        if (await directs.FindAsync(caller, peer, cancel) is { IsBlocked: false } direct && (direct.LastSeq > 0 || direct.Relation.HasFlag(PairRelation.Friends)))
            fanout.Publish(new TypingChanged(direct, caller.Id, isTyping), [peer], origin);
        return new Unit();
    }

    /// <summary>The caller types (or stopped) in a conversation that it is in.</summary>
    public async Task<Outcome<Unit>> ToConversationAsync(Account caller, ConversationId id, bool isTyping, Connection? origin, CancellationToken cancel)
    {
        if (limiter.Take(limits.Typing, caller.Id.Value) is not null)
            return new Unit();
        var entered = await access.EnterAsync(caller, id, cancel);
        if (!entered.IsOk)
            return entered.Refusal;
        var conversation = entered.Value.Conversation;
        if (conversation.Kind == ConversationKind.Direct)
            return await ToPeerAsync(caller, conversation.PeerOf(caller.Id), isTyping, origin, cancel);
        fanout.Publish(new TypingChanged(conversation, caller.Id, isTyping), null, origin);
        return new Unit();
    }
}
