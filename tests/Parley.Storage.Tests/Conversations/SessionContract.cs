using Parley.Conversations;
using Parley.Friends;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Conversations;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Conversations;

/// <summary>What a person's list of sessions promises, on whatever database.</summary>
public abstract class SessionContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task Sessions_are_pinned_first_then_by_activity_with_what_the_list_shows()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, eve, dan) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var (withBob, withEve) = (await world.DirectAsync(ann, bob), await world.DirectAsync(ann, eve));
        await world.DirectAsync(ann, dan); // nothing was ever said there
        var group = await world.GroupAsync(ann, bob);
        await world.SendAsync(group, bob);
        await world.SendAsync(withBob, bob);
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        await world.SendAsync(withEve, eve);
        await world.Stores.LastSeen.WriteAsync([bob.Id], 123, default);

        Assert.Equal([withEve.Id, withBob.Id], (await ListAsync(world, ann.Id)).Select(session => session.Conversation.Id));
        Assert.True((await MarkAsync(world, withBob, ann.Id, SessionMark.Pin)).IsChanged);
        Assert.False((await MarkAsync(world, withBob, ann.Id, SessionMark.Pin)).IsChanged);
        var list = await ListAsync(world, ann.Id);
        Assert.Equal([withBob.Id, withEve.Id], list.Select(session => session.Conversation.Id));
        Assert.Equal((1L, 1L, 0L, 123L), (list[0].Unread, list[0].LastMessage!.Seq, list[0].PeerReadSeq, list[0].PeerSeenAt));
        Assert.NotNull(list[0].PinnedAt);
        Assert.Null(list[1].PinnedAt);
        Assert.Null(Assert.Single(await ListAsync(world, bob.Id)).PinnedAt); // a mark is one's own
        Assert.True((await MarkAsync(world, withBob, ann.Id, SessionMark.Unpin)).IsChanged);
        Assert.Equal(withEve.Id, (await ListAsync(world, ann.Id))[0].Conversation.Id);
    }

    [Fact]
    public async Task A_hidden_session_comes_back_with_the_next_message_and_takes_the_next_rev()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        await world.SendAsync(direct, bob);
        var before = (await world.ReadAsync(direct.Id))!;

        var hidden = await MarkAsync(world, direct, ann.Id, SessionMark.Hide);
        Assert.Equal((before.Rev + 1, true), (hidden.Conversation.Rev, hidden.IsChanged));
        Assert.Equal(before.Rev + 1, (await world.ReadAsync(direct.Id))!.Rev);
        Assert.False((await MarkAsync(world, direct, ann.Id, SessionMark.Hide)).IsChanged);
        Assert.Empty(await ListAsync(world, ann.Id));
        Assert.Single(await ListAsync(world, bob.Id));
        await world.SendAsync(direct, bob);
        Assert.Equal(2, Assert.Single(await ListAsync(world, ann.Id)).LastMessage!.Seq);
    }

    [Fact]
    public async Task How_far_the_other_has_read_is_not_shown_to_a_blocked_pair()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        await world.SendAsync(direct, ann);
        await world.MoveAsync(new PointerMove(direct.Id, bob.Id, 1, 1, null));
        Assert.Equal(1, Assert.Single(await ListAsync(world, ann.Id)).PeerReadSeq);
        await world.Stores.Friends.EditPairAsync(direct.Id, _ => new PairEdit { Relation = PairRelation.HighBlocks, At = 1 }, default);
        Assert.Equal(0, Assert.Single(await ListAsync(world, ann.Id)).PeerReadSeq);
        Assert.Equal(1, Assert.Single(await ListAsync(world, bob.Id)).Participant.ReadSeq);
    }

    [Fact]
    public async Task Another_may_not_mark_and_what_is_not_there_is_not_marked()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, eve) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var strange = await world.Conversations.MarkSessionAsync(world.Tenant, direct.Id, eve.Id, SessionMark.Pin, 1, default);
        var elsewhere = await world.Conversations.MarkSessionAsync(new TenantId(3), direct.Id, ann.Id, SessionMark.Pin, 1, default);
        Assert.Equal((ChatError.NotParticipant, ChatError.ConversationNotFound), (strange.Refusal?.Error, elsewhere.Refusal?.Error));
    }

    [Fact]
    public async Task A_list_costs_one_statement_whatever_its_length()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var ann = await world.PersonAsync();
        foreach (var more in (int[])[0, 1, 30])
        {
            for (var i = 0; i < more; i++)
            {
                var bob = await world.PersonAsync();
                await world.SendAsync(await world.DirectAsync(ann, bob), bob);
            }

            var counting = new CountingDatabase(world.Stores.Database);
            await new ConversationStore(counting).ListSessionsAsync(ann.Id, 1000, default);
            Assert.Equal(1, counting.Statements);
        }

        Assert.Equal(31, (await ListAsync(world, ann.Id)).Count);
    }

    private static Task<IReadOnlyList<DirectSession>> ListAsync(ChatWorld world, UserId user) => world.Conversations.ListSessionsAsync(user, 100, default);

    private static async Task<(Conversation Conversation, bool IsChanged)> MarkAsync(ChatWorld world, Conversation direct, UserId user, SessionMark mark)
    {
        var marked = await world.Conversations.MarkSessionAsync(world.Tenant, direct.Id, user, mark, world.Clock.NowMs, default);
        Assert.True(marked.IsOk);
        return marked.Value;
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteSessionTests(SqliteFixture fixture) : SessionContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresSessionTests(PostgresFixture fixture) : SessionContract(fixture), IClassFixture<PostgresFixture>;
