using Parley.Accounts;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Limits;
using Parley.Moderation;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Friends;

/// <summary>Friendship between two people of a tenant: requests, acceptance, ends and blocks, each told to both at once.</summary>
public sealed class Friends(
    IFriendStore store,
    DirectConversations directs,
    AccountDirectory accounts,
    NotificationFeed notifications,
    Fanout fanout,
    RateLimiter limiter,
    RateLimits limits,
    IdGenerator ids,
    TimeProvider clock,
    Newcomers? newcomers = null)
{
    /// <summary>Asks for friendship, or accepts the other's pending request.</summary>
    /// <returns>The request, pending or accepted; <see cref="ChatError.AlreadyExists"/>, <see cref="ChatError.Blocked"/>, <see cref="ChatError.RateLimited"/> …</returns>
    public async Task<Outcome<AskedFriend>> AskAsync(Account caller, UserId to, CancellationToken cancel)
    {
        if (to == caller.Id)
            return ChatError.SelfTarget;
        if (limiter.Take(limits.FriendRequests, caller.Id.Value) is { } tooMany)
            return tooMany; // before a conversation is made for the two
        if (newcomers?.Has(caller) == true && await directs.FindAsync(caller, to, cancel) is null && newcomers.Refuse(caller) is { } burst)
            return burst;
        if (await OpenAsync(caller, to, cancel) is { IsOk: false, Refusal: var unknown })
            return unknown!;

        var request = new FriendRequest(new FriendRequestId(ids.Next()), caller.Id, to, clock.NowMs());
        var asked = Tell(to, NotificationType.FriendRequest, caller, request.Id);
        FriendRequest? met = null;
        var edit = await EditAsync(caller, to, pair => FriendRules.Ask(pair, request, asked, Accepted(met = pair.Request, caller, to)), cancel);
        if (!edit.IsOk)
            return edit.Refusal;
        if (edit.Value.Request is not null)
        {
            fanout.Publish(new FriendRequested(request, caller), [to]);
            return new AskedFriend(request, IsAccepted: false);
        }

        await TellBothAsync(caller, met!, cancel);
        return new AskedFriend(met!, IsAccepted: true);
    }

    /// <summary>Accepts a request that was made to the caller.</summary>
    /// <returns>Who is a friend now, or <see cref="ChatError.NotFound"/>.</returns>
    public async Task<Outcome<FriendRequest>> AcceptAsync(Account caller, FriendRequestId id, CancellationToken cancel)
    {
        if (await store.FindRequestAsync(id, cancel) is not { } request || request.To != caller.Id)
            return ChatError.NotFound;
        var accepted = Accepted(request, caller, request.From);
        var edit = await EditAsync(caller, request.From, pair => FriendRules.Accept(pair, id, caller.Id, accepted), cancel);
        if (!edit.IsOk)
            return edit.Refusal;
        await TellBothAsync(caller, request, cancel);
        return request;
    }

    /// <summary>Rejects a request made to the caller, or takes back the caller's own. The other side is not told.</summary>
    public async Task<Outcome<FriendRequest>> RejectAsync(Account caller, FriendRequestId id, CancellationToken cancel)
    {
        if (await store.FindRequestAsync(id, cancel) is not { } request || (request.To != caller.Id && request.From != caller.Id))
            return ChatError.NotFound;
        var peer = request.To == caller.Id ? request.From : request.To;
        var edit = await EditAsync(caller, peer, pair => FriendRules.Reject(pair, id, caller.Id, clock.NowMs()), cancel);
        return edit.IsOk ? request : edit.Refusal;
    }

    /// <summary>Ends a friendship.</summary>
    /// <returns><see cref="ChatError.NotFound"/> when the two are no friends.</returns>
    public async Task<Outcome<Unit>> RemoveAsync(Account caller, UserId friend, CancellationToken cancel)
    {
        if (await directs.FindAsync(caller, friend, cancel) is null)
            return ChatError.NotFound;
        var edit = await EditAsync(caller, friend, pair => FriendRules.Remove(pair, clock.NowMs()), cancel);
        if (!edit.IsOk)
            return edit.Refusal;
        fanout.Publish(new FriendRemoved(caller.Id, friend), [caller.Id]);
        fanout.Publish(new FriendRemoved(friend, caller.Id), [friend]);
        return new Unit();
    }

    /// <summary>Blocks a person or takes that back; the person is not told. Doing it again changes nothing.</summary>
    public async Task<Outcome<Unit>> BlockAsync(Account caller, UserId user, bool isBlocked, CancellationToken cancel)
    {
        if (user == caller.Id)
            return ChatError.SelfTarget;
        if (!directs.TryGet(caller, user, out _) && limiter.Take(limits.Openings, caller.Id.Value) is { } tooMany)
            return tooMany;
        if (await OpenAsync(caller, user, cancel) is { IsOk: false, Refusal: var unknown })
            return unknown!;
        var edit = await EditAsync(caller, user, pair => FriendRules.Block(pair, caller.Id, isBlocked, clock.NowMs()), cancel);
        return edit.IsOk ? new Unit() : edit.Refusal;
    }

    /// <summary>A page of friends by user id, with their accounts.</summary>
    public async Task<IReadOnlyList<(Friendship Friendship, Account Account)>> ListAsync(
        Account caller, UserId after, int limit, CancellationToken cancel) =>
        await WithAccountsAsync(caller, await store.ListFriendsAsync(caller.Id, after, limit, cancel), row => row.FriendId, cancel);

    /// <summary>A page of requests that wait for the caller's answer, oldest first, with who asks.</summary>
    public async Task<IReadOnlyList<(FriendRequest Request, Account From)>> ListPendingAsync(
        Account caller, FriendRequestId after, int limit, CancellationToken cancel) =>
        await WithAccountsAsync(caller, await store.ListPendingAsync(caller.Id, after, limit, cancel), row => row.From, cancel);

    /// <summary>A page of those whom the caller has blocked, by user id.</summary>
    public async Task<IReadOnlyList<(Block Block, Account Account)>> ListBlockedAsync(
        Account caller, UserId after, int limit, CancellationToken cancel) =>
        await WithAccountsAsync(caller, await store.ListBlockedAsync(caller.Id, after, limit, cancel), row => row.Blocked, cancel);

    private ValueTask<Outcome<ConversationId>> OpenAsync(Account caller, UserId peer, CancellationToken cancel) =>
        directs.OpenAsync(caller, peer, cancel);

    private async Task<Outcome<PairEdit>> EditAsync(
        Account caller, UserId peer, Func<PairState, Outcome<PairEdit>> decide, CancellationToken cancel)
    {
        var direct = await OpenAsync(caller, peer, cancel);
        if (!direct.IsOk)
            return direct.Refusal;
        var edit = await store.EditPairAsync(direct.Value, decide, cancel);
        if (edit is { IsOk: true, Value.IsUnchanged: false })
            notifications.Push(edit.Value.Notifications);
        return edit;
    }

    private async Task TellBothAsync(Account caller, FriendRequest request, CancellationToken cancel)
    {
        var peerId = request.From == caller.Id ? request.To : request.From;
        if (await accounts.FindAsync(peerId, cancel) is not { } peer)
            return;
        fanout.Publish(new FriendAdded(caller.Id, peer, request.Id), [caller.Id]);
        fanout.Publish(new FriendAdded(peer.Id, caller, request.Id), [peer.Id]);
    }

    private Notification Accepted(FriendRequest? request, Account caller, UserId to) =>
        Tell(to, NotificationType.FriendAccepted, caller, request?.Id ?? default);

    private Notification Tell(UserId to, NotificationType type, Account about, FriendRequestId request)
    {
        var (title, content) = NotificationTexts.OfFriend(type, about.DisplayName);
        return notifications.Prepare(to, type, title, content, NotificationTexts.Data(("userId", about.Id.Value), ("requestId", request.Value)));
    }

    private async Task<IReadOnlyList<(T Row, Account Account)>> WithAccountsAsync<T>(
        Account caller, IReadOnlyList<T> rows, Func<T, UserId> user, CancellationToken cancel)
    {
        var found = await accounts.FindManyAsync(caller.TenantId, rows.Select(user).ToHashSet(), cancel);
        return [.. rows.Where(row => found.ContainsKey(user(row))).Select(row => (row, found[user(row)]))];
    }
}

/// <summary>What came of asking.</summary>
/// <param name="Request">The request: the caller's, or the other's that it met.</param>
/// <param name="IsAccepted">True when the two are friends now.</param>
public sealed record AskedFriend(FriendRequest Request, bool IsAccepted);
