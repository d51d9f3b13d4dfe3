using Parley.Conversations;
using Parley.Friends;
using Parley.Notifications;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Friends;

public sealed class FriendStoreOnSqlite(SqliteFixture fixture) : FriendStoreContract(fixture), IClassFixture<SqliteFixture>;

public sealed class FriendStoreOnPostgres(PostgresFixture fixture) : FriendStoreContract(fixture), IClassFixture<PostgresFixture>
{
    private readonly PostgresFixture _postgres = fixture;

    [Fact]
    public async Task Who_comes_second_sees_what_the_first_decided()
    {
        var second = Task.CompletedTask;
        var hasDecided = false;
        await Friends.EditPairAsync(
            Direct,
            state =>
            {
                second = Task.Run(() => Friends.EditPairAsync(
                    Direct,
                    seen =>
                    {
                        hasDecided = true;
                        return Ask(seen, High, Low);
                    },
                    default));
                _postgres.UntilSomebodyWaits(or: () => Volatile.Read(ref hasDecided));
                return Ask(state, Low, High);
            },
            default);
        await second;

        Assert.Equal([High], await Friends.ReadFriendIdsAsync(Low, default));
    }
}

public abstract class FriendStoreContract(DatabaseFixture fixture) : IAsyncLifetime
{
    protected UserId Low { get; private set; }

    protected UserId High { get; private set; }

    protected TenantId Tenant { get; private set; }

    protected ConversationId Direct { get; private set; }

    protected IFriendStore Friends => fixture.Stores.Friends;

    public async ValueTask InitializeAsync()
    {
        Tenant = await fixture.NewTenantAsync();
        Low = (await fixture.AddPersonAsync(Tenant)).Id;
        High = (await fixture.AddPersonAsync(Tenant)).Id;
        Direct = await fixture.AddDirectAsync(Tenant, Low, High);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_request_waits_with_the_asked_and_is_seen_from_either_side()
    {
        var request = await AskAsync(High, Low);

        Assert.Equal([request], await Friends.ListPendingAsync(Low, default, 10, default));
        Assert.Empty(await Friends.ListPendingAsync(High, default, 10, default));
        Assert.Equal(request, await Friends.FindRequestAsync(request.Id, default));
        Assert.Equal(request, (await StateAsync()).Request);
        Assert.Empty(await Friends.ListFriendsAsync(High, default, 10, default));
    }

    [Fact]
    public async Task Accepting_leaves_both_rows_and_no_request()
    {
        var request = await AskAsync(High, Low);
        await EditAsync(state => new PairEdit { Relation = state.Direct.Relation | PairRelation.Friends, At = 90 });

        Assert.Equal([new Friendship(Low, High, 90)], await Friends.ListFriendsAsync(Low, default, 10, default));
        Assert.Equal([new Friendship(High, Low, 90)], await Friends.ListFriendsAsync(High, default, 10, default));
        Assert.Equal([High], await Friends.ReadFriendIdsAsync(Low, default));
        Assert.Null(await Friends.FindRequestAsync(request.Id, default));
        Assert.Equal((PairRelation.Friends, null), ((await StateAsync()).Direct.Relation, (await StateAsync()).Request));
        Assert.Equal(2, await CountFriendshipIdsAsync());
    }

    [Fact]
    public async Task Rejecting_and_ending_a_friendship_leave_no_row()
    {
        var request = await AskAsync(Low, High);
        await EditAsync(state => new PairEdit { Relation = state.Direct.Relation, At = 1 });
        Assert.Null(await Friends.FindRequestAsync(request.Id, default));

        await EditAsync(_ => new PairEdit { Relation = PairRelation.Friends, At = 2 });
        await EditAsync(_ => new PairEdit { Relation = PairRelation.None, At = 3 });
        Assert.Empty(await Friends.ListFriendsAsync(Low, default, 10, default));
        Assert.Empty(await Friends.ListFriendsAsync(High, default, 10, default));
        Assert.Equal(0, await CountFriendshipIdsAsync());
    }

    [Fact]
    public async Task A_friendship_that_stays_keeps_its_time()
    {
        await EditAsync(_ => new PairEdit { Relation = PairRelation.Friends, At = 2 });
        await EditAsync(_ => new PairEdit { Relation = PairRelation.Friends | PairRelation.LowOpened, At = 3 });

        Assert.Equal(2, Assert.Single(await Friends.ListFriendsAsync(Low, default, 10, default)).Since);
    }

    [Fact]
    public async Task A_block_has_its_row_raises_the_member_version_and_hides_a_friend()
    {
        await EditAsync(_ => new PairEdit { Relation = PairRelation.Friends, At = 2 });
        var before = (await StateAsync()).Direct;
        await EditAsync(_ => new PairEdit { Relation = PairRelation.Friends | PairRelation.HighBlocks, At = 3 });
        var after = (await StateAsync()).Direct;

        Assert.Equal((before.MemberVersion + 1, before.Rev), (after.MemberVersion, after.Rev));
        Assert.True(after.IsBlocked);
        Assert.Equal([new Block(High, Low, 3)], await Friends.ListBlockedAsync(High, default, 10, default));
        Assert.Empty(await Friends.ListBlockedAsync(Low, default, 10, default));
        Assert.Empty(await Friends.ReadFriendIdsAsync(Low, default));
        Assert.Empty(await Friends.ReadFriendIdsAsync(High, default));
        Assert.True(await Friends.IsBlockedAmongAsync(Low, [High], default));
        Assert.True(await Friends.IsBlockedAmongAsync(High, [new UserId(1), Low], default));
        Assert.False(await Friends.IsBlockedAmongAsync(High, [new UserId(1)], default));

        await EditAsync(_ => new PairEdit { Relation = PairRelation.Friends, At = 4 });
        Assert.False(await Friends.IsBlockedAmongAsync(Low, [High], default));
        Assert.Empty(await Friends.ListBlockedAsync(High, default, 10, default));
        Assert.Equal([Low], await Friends.ReadFriendIdsAsync(High, default));
    }

    [Fact]
    public async Task Friendship_alone_leaves_the_member_version()
    {
        var before = (await StateAsync()).Direct;
        await EditAsync(_ => new PairEdit { Relation = PairRelation.Friends, At = 2 });
        Assert.Equal(before with { Relation = PairRelation.Friends }, (await StateAsync()).Direct);
    }

    [Fact]
    public async Task Notifications_come_with_the_edit_or_not_at_all()
    {
        var notification = new Notification(new NotificationId(fixture.Ids.Next()), Low, NotificationType.FriendRequest, "t", "c", null, 5);
        await EditAsync(_ => new PairEdit { Relation = PairRelation.None, Notifications = [notification], At = 5 });
        Assert.Equal([notification], await fixture.Stores.Notifications.ListAsync(Low, default, false, 10, default));

        // The same id again: the whole edit is undone.
        await Assert.ThrowsAnyAsync<Exception>(
            () => EditAsync(_ => new PairEdit { Relation = PairRelation.Friends, Notifications = [notification], At = 5 }));
        Assert.Equal(PairRelation.None, (await StateAsync()).Direct.Relation);
        Assert.Empty(await Friends.ListFriendsAsync(Low, default, 10, default));
    }

    [Fact]
    public async Task A_refusal_and_no_change_write_nothing()
    {
        var refused = await Friends.EditPairAsync(Direct, _ => ChatError.AlreadyExists, default);
        Assert.Equal(ChatError.AlreadyExists, refused.Refusal?.Error);

        var unchanged = await Friends.EditPairAsync(Direct, _ => new PairEdit { Relation = PairRelation.Friends, At = 1, IsUnchanged = true }, default);
        Assert.True(unchanged.IsOk);
        Assert.Equal(PairRelation.None, (await StateAsync()).Direct.Relation);

        var nowhere = await Friends.EditPairAsync(new ConversationId(4), _ => throw new InvalidOperationException("There is nothing to decide on."), default);
        Assert.Equal(ChatError.ConversationNotFound, nowhere.Refusal?.Error);
    }

    [Fact]
    public async Task Two_who_ask_each_other_at_once_become_friends()
    {
        await Task.WhenAll(
            Task.Run(() => Friends.EditPairAsync(Direct, state => Ask(state, Low, High), default)),
            Task.Run(() => Friends.EditPairAsync(Direct, state => Ask(state, High, Low), default)));

        Assert.Equal([High], await Friends.ReadFriendIdsAsync(Low, default));
        Assert.Equal([Low], await Friends.ReadFriendIdsAsync(High, default));
        Assert.Empty(await Friends.ListPendingAsync(Low, default, 10, default));
    }

    [Fact]
    public async Task Lists_are_paged_by_their_key()
    {
        var others = new List<UserId>();
        for (var i = 0; i < 4; i++)
        {
            others.Add((await fixture.AddPersonAsync(Tenant)).Id);
            var direct = await fixture.AddDirectAsync(Tenant, Low, others[i]);
            await Friends.EditPairAsync(direct, _ => new PairEdit { Relation = PairRelation.Friends | PairRelation.LowBlocks, At = 1 }, default);
        }

        var first = await Friends.ListFriendsAsync(Low, default, 3, default);
        var second = await Friends.ListFriendsAsync(Low, first[^1].FriendId, 3, default);
        Assert.Equal(others, first.Concat(second).Select(friend => friend.FriendId));
        var blocked = await Friends.ListBlockedAsync(Low, others[0], 2, default);
        Assert.Equal(others[1..3], blocked.Select(block => block.Blocked));
    }

    /// <summary>Asks, or accepts where the other has asked.</summary>
    protected Outcome<PairEdit> Ask(PairState state, UserId from, UserId to) => state.Request is null
        ? new PairEdit { Relation = state.Direct.Relation, Request = new FriendRequest(new FriendRequestId(fixture.Ids.Next()), from, to, 1), At = 1 }
        : new PairEdit { Relation = state.Direct.Relation | PairRelation.Friends, At = 1 };

    private async Task<FriendRequest> AskAsync(UserId from, UserId to)
    {
        var request = new FriendRequest(new FriendRequestId(fixture.Ids.Next()), from, to, 42);
        await EditAsync(state => new PairEdit { Relation = state.Direct.Relation, Request = request, At = 43 });
        return request;
    }

    private async Task EditAsync(Func<PairState, PairEdit> decide) =>
        Assert.True((await Friends.EditPairAsync(Direct, state => decide(state), default)).IsOk);

    private async Task<PairState> StateAsync()
    {
        PairState? seen = null;
        await Friends.EditPairAsync(
            Direct,
            state =>
            {
                seen = state;
                return ChatError.Conflict;
            },
            default);
        return seen!;
    }

    private Task<long> CountFriendshipIdsAsync() => fixture.Stores.Database.QueryAsync(
        sql => sql.FirstAsync(
            "SELECT count(DISTINCT id) FROM friendships WHERE user_id = @low OR friend_id = @low", row => row.GetInt64(0), ("@low", Low.Value)),
        default);
}
