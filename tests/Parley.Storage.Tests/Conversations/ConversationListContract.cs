using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Conversations;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Conversations;

/// <summary>What a person's list of conversations of every kind promises, on whatever database.</summary>
public abstract class ConversationListContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task Pages_go_from_the_newest_activity_down_with_everybody_in_them()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, eve, dan) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var (withBob, withEve) = (await world.DirectAsync(ann, bob), await world.DirectAsync(ann, eve));
        await world.DirectAsync(ann, dan); // nothing was ever said there
        await world.DirectAsync(bob, eve);
        await world.SendAsync(withBob, bob);
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        var group = await world.GroupAsync(ann, bob, eve);
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        var (_, newest) = (await world.SendAsync(withEve, eve), await world.SendAsync(withEve, eve));
        await world.Messages.HideAsync(world.Tenant, newest.Id, ann.Id, 1, default);
        var list = new ConversationList(world.Conversations, new Access(world.Conversations));

        var first = (await list.PageAsync(ann, null, 2, default)).Value!;
        var second = (await list.PageAsync(ann, first.Items[^1].View.Conversation.Id, 2, default)).Value!;
        Assert.Equal([withEve.Id, group.Id], first.Items.Select(item => item.View.Conversation.Id));
        Assert.Equal([withBob.Id], second.Items.Select(item => item.View.Conversation.Id));
        Assert.Equal((true, false), (first.HasMore, second.HasMore));
        Assert.Equal((1L, 2L), (first.Items[0].View.LastMessage!.Seq, first.Items[0].View.Unread)); // what she hid she has still not read
        Assert.Null(first.Items[1].View.LastMessage);
        Assert.Equal([ann.Id, bob.Id, eve.Id], first.Items[1].Members.Select(member => member.UserId));
        Assert.Empty((await list.PageAsync(dan, null, 2, default)).Value!.Items);
        Assert.Equal(ChatError.NotParticipant, (await list.PageAsync(dan, group.Id, 2, default)).Refusal?.Error);
        Assert.Equal(ChatError.ConversationNotFound, (await list.PageAsync(dan, new ConversationId(5), 2, default)).Refusal?.Error);
    }

    [Fact]
    public async Task Conversations_of_the_same_millisecond_come_once_each()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var ann = await world.PersonAsync();
        for (var i = 0; i < 5; i++)
            await world.GroupAsync(ann);
        var list = new ConversationList(world.Conversations, new Access(world.Conversations));
        var seen = new List<ConversationId>();
        for (ConversationPage? page = null; page is null or { HasMore: true };)
        {
            page = (await list.PageAsync(ann, seen.Count == 0 ? null : seen[^1], 2, default)).Value!;
            seen.AddRange(page.Items.Select(item => item.View.Conversation.Id));
        }

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
    }

    [Fact]
    public async Task A_page_costs_the_same_statements_whatever_it_shows()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var counting = new CountingDatabase(world.Stores.Database);
        var store = new ConversationStore(counting);
        var list = new ConversationList(store, new Access(store));
        Assert.Empty((await list.PageAsync(ann, null, 50, default)).Value!.Items);
        var empty = counting.Statements;
        for (var i = 0; i < 30; i++)
            await world.SendAsync(await world.GroupAsync(ann, bob), ann);
        var page = (await list.PageAsync(ann, null, 50, default)).Value!;
        Assert.Equal((30, empty), (page.Items.Count, counting.Statements - empty));
    }

    [Fact]
    public async Task A_message_is_read_by_another_once_somebody_in_it_has_come_so_far()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var (one, two) = (await world.SendAsync(direct, ann, "one"), await world.SendAsync(direct, ann, "two"));
        await world.MoveAsync(new PointerMove(direct.Id, bob.Id, 1, 0, null), new PointerMove(direct.Id, ann.Id, 2, 0, null));
        var members = await world.Conversations.ReadMembersAsync([direct.Id], default);
        Assert.True(one.Message!.IsReadByAnother(direct, members, ann.Id));
        Assert.False(two.Message!.IsReadByAnother(direct, members, ann.Id));
        Assert.False(one.Message!.IsReadByAnother(direct, members.Select(member => member with { JoinedSeq = 1 }), ann.Id)); // joined after it
        var blocked = direct with { Relation = PairRelation.LowBlocks };
        Assert.False(one.Message!.IsReadByAnother(blocked, members, ann.Id)); // not for her to see
        Assert.True(one.Message!.IsReadByAnother(blocked, members, bob.Id)); // his own reading
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteConversationListTests(SqliteFixture fixture) : ConversationListContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresConversationListTests(PostgresFixture fixture) : ConversationListContract(fixture), IClassFixture<PostgresFixture>;
