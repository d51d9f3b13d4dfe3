using Parley.Conversations;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Friends;

/// <summary>What may become of what stands between two people: pure decisions, made under their conversation's lock.</summary>
internal static class FriendRules
{
    /// <summary>One asks the other; a request that meets its mirror image accepts it.</summary>
    public static Outcome<PairEdit> Ask(PairState pair, FriendRequest request, Notification asked, Notification accepted)
    {
        if (pair.Direct.IsBlocked)
            return ChatError.Blocked;
        if (pair.Direct.Relation.HasFlag(PairRelation.Friends) || pair.Request?.From == request.From)
            return ChatError.AlreadyExists;
        if (pair.Request is not null)
            return Befriend(pair, request.CreatedAt, accepted);
        return new PairEdit { Relation = pair.Direct.Relation, Request = request, Notifications = [asked], At = request.CreatedAt };
    }

    /// <summary>The one asked accepts.</summary>
    public static Outcome<PairEdit> Accept(PairState pair, FriendRequestId id, UserId caller, Notification accepted)
    {
        if (pair.Request?.Id != id || pair.Request.To != caller)
            return ChatError.NotFound;
        return pair.Direct.IsBlocked ? ChatError.Blocked : Befriend(pair, accepted.CreatedAt, accepted);
    }

    /// <summary>The one asked rejects, or the one who asked takes it back.</summary>
    public static Outcome<PairEdit> Reject(PairState pair, FriendRequestId id, UserId caller, long at)
    {
        if (pair.Request?.Id != id || (pair.Request.To != caller && pair.Request.From != caller))
            return ChatError.NotFound;
        return new PairEdit { Relation = pair.Direct.Relation, At = at };
    }

    /// <summary>One ends the friendship; who wrote before as a friend does not keep a foot in the door.</summary>
    public static Outcome<PairEdit> Remove(PairState pair, long at)
    {
        if (!pair.Direct.Relation.HasFlag(PairRelation.Friends))
            return ChatError.NotFound;
        const PairRelation gone = PairRelation.Friends | PairRelation.LowOpened | PairRelation.HighOpened;
        return new PairEdit { Relation = pair.Direct.Relation & ~gone, Request = pair.Request, At = at };
    }

    /// <summary>One blocks the other, or takes that back. Blocking ends pending requests; the friendship stays, silent, for an unblock.</summary>
    public static Outcome<PairEdit> Block(PairState pair, UserId caller, bool isBlocked, long at)
    {
        var relation = pair.Direct.Relation.With(pair.Direct.BlocksBit(caller), isBlocked);
        return new PairEdit
        {
            Relation = relation,
            Request = isBlocked ? null : pair.Request,
            At = at,
            IsUnchanged = relation == pair.Direct.Relation,
        };
    }

    private static PairEdit Befriend(PairState pair, long at, Notification accepted) =>
        new() { Relation = pair.Direct.Relation | PairRelation.Friends, Request = null, Notifications = [accepted], At = at };
}
