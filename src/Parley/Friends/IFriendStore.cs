using Parley.Conversations;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Friends;

/// <summary>
/// Friendships, requests and blocks at rest. Whatever changes between two people is decided and written under the lock of their direct
/// conversation, whose <see cref="PairRelation"/> is kept in step in the same transaction.
/// </summary>
public interface IFriendStore
{
    /// <summary>
    /// Locks the pair's direct conversation, shows what stands between the two, and writes what <paramref name="decide"/> returns.
    /// <paramref name="decide"/> must be pure: it may run again after a serialisation failure.
    /// </summary>
    Task<Outcome<PairEdit>> EditPairAsync(ConversationId direct, Func<PairState, Outcome<PairEdit>> decide, CancellationToken cancel);

    /// <summary>The user's friends.</summary>
    Task<IReadOnlyList<Friendship>> ListFriendsAsync(UserId user, UserId after, int limit, CancellationToken cancel);

    /// <summary>The requests that wait for this user's answer, oldest first.</summary>
    Task<IReadOnlyList<FriendRequest>> ListPendingAsync(UserId user, FriendRequestId after, int limit, CancellationToken cancel);

    /// <summary>A pending request.</summary>
    Task<FriendRequest?> FindRequestAsync(FriendRequestId id, CancellationToken cancel);

    /// <summary>Whom the user has blocked.</summary>
    Task<IReadOnlyList<Block>> ListBlockedAsync(UserId user, UserId after, int limit, CancellationToken cancel);

    /// <summary>Whether a block, either way, stands between the user and any of the others.</summary>
    Task<bool> IsBlockedAmongAsync(UserId user, IReadOnlyCollection<UserId> others, CancellationToken cancel);

    /// <summary>The user's friends' ids, without those where either blocks the other.</summary>
    Task<IReadOnlyList<UserId>> ReadFriendIdsAsync(UserId user, CancellationToken cancel);
}

/// <summary>One directed row of a friendship; both exist once accepted.</summary>
/// <param name="UserId">Whose list.</param>
/// <param name="FriendId">Who is on it.</param>
/// <param name="Since">Unix ms.</param>
public sealed record Friendship(UserId UserId, UserId FriendId, long Since);

/// <summary>A pending request.</summary>
/// <param name="Id">The request.</param>
/// <param name="From">Who asks.</param>
/// <param name="To">Who is asked.</param>
/// <param name="CreatedAt">Unix ms.</param>
public sealed record FriendRequest(FriendRequestId Id, UserId From, UserId To, long CreatedAt);

/// <summary>A block.</summary>
/// <param name="Blocker">Who blocks.</param>
/// <param name="Blocked">Who is blocked.</param>
/// <param name="Since">Unix ms.</param>
public sealed record Block(UserId Blocker, UserId Blocked, long Since);

/// <summary>What stands between two people, read under their lock.</summary>
/// <param name="Direct">Their direct conversation, with its relation.</param>
/// <param name="Request">The pending request between them, from either side; at most one.</param>
public sealed record PairState(Conversation Direct, FriendRequest? Request);

/// <summary>What to write between two people.</summary>
public sealed record PairEdit
{
    /// <summary>The relation from now on; friendship rows and block rows follow it.</summary>
    public required PairRelation Relation { get; init; }

    /// <summary>The pending request from now on, or null for none (an accepted or rejected one is deleted).</summary>
    public FriendRequest? Request { get; init; }

    /// <summary>Notifications to insert in the same transaction.</summary>
    public IReadOnlyList<Notification> Notifications { get; init; } = [];

    /// <summary>Unix ms, for the rows that are written.</summary>
    public required long At { get; init; }

    /// <summary>True: nothing changed, nothing is written.</summary>
    public bool IsUnchanged { get; init; }
}
