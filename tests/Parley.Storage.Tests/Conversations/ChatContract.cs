using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Conversations;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Conversations;

/// <summary>On SQLite.</summary>
public sealed class ChatsOnSqlite(SqliteFixture fixture) : ChatContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class ChatsOnPostgres(PostgresFixture fixture) : ChatContract(fixture), IClassFixture<PostgresFixture>;

/// <summary>What a person's numbered list of conversations promises, on whatever database.</summary>
public abstract class ChatContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task A_list_costs_one_statement_and_its_members_another_whatever_its_length()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var counting = new CountingDatabase(world.Stores.Database);
        var store = new ChatStore(counting);
        for (var i = 0; i < 30; i++)
            await world.SendAsync(await world.GroupAsync(ann, bob), ann);

        var (lines, total) = await store.ListAsync(ann.Id, archived: false, 0, 100, default);
        var members = await store.ReadMembersAsync([.. lines.Select(line => line.Conversation.Id)], default);

        Assert.Equal((30, 30L, 60, 2), (lines.Count, total, members.Count, counting.Statements));
    }

    [Fact]
    public async Task Pages_are_numbered_and_one_past_the_end_knows_the_count()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var ann = await world.PersonAsync();
        for (var i = 0; i < 5; i++)
            await world.GroupAsync(ann);
        var store = world.Stores.Chats;

        var pages = new[] { await store.ListAsync(ann.Id, false, 0, 2, default), await store.ListAsync(ann.Id, false, 2, 2, default), await store.ListAsync(ann.Id, false, 4, 2, default) };

        Assert.Equal(5, pages.SelectMany(page => page.Lines).Select(line => line.Conversation.Id).Distinct().Count());
        Assert.Equal((0, 5L), ((await store.ListAsync(ann.Id, false, 6, 2, default)).Lines.Count, (await store.ListAsync(ann.Id, false, 6, 2, default)).Total));
        Assert.Equal((0, 0L), ((await store.ListAsync(new UserId(7), false, 0, 2, default)).Lines.Count, (await store.ListAsync(new UserId(7), false, 0, 2, default)).Total));
    }

    [Fact]
    public async Task What_is_archived_is_off_the_list_until_the_next_message_or_until_it_is_put_back()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var (direct, group) = (await world.DirectAsync(ann, bob), await world.GroupAsync(ann, bob));
        await world.SendAsync(direct, ann);

        foreach (var conversation in new[] { direct, group })
        {
            await MarkAsync(conversation.Id, SessionMark.Hide);
            Assert.DoesNotContain(conversation.Id, await ListedAsync());
            Assert.Contains(conversation.Id, await ListedAsync(archived: true));
            Assert.True((await world.Stores.Chats.FindAsync(world.Tenant, conversation.Id, ann.Id, default))!.IsArchived);
            await MarkAsync(conversation.Id, SessionMark.Show);
            Assert.Contains(conversation.Id, await ListedAsync());
            await MarkAsync(conversation.Id, SessionMark.Hide);
            await world.SendAsync(conversation, bob);
            Assert.Contains(conversation.Id, await ListedAsync());
            Assert.Empty(await ListedAsync(archived: true));
        }

        Task<Outcome<(Conversation Conversation, bool IsChanged)>> MarkAsync(ConversationId id, SessionMark mark) =>
            world.Conversations.MarkSessionAsync(world.Tenant, id, ann.Id, mark, 1, default);

        async Task<IReadOnlyList<ConversationId>> ListedAsync(bool archived = false) =>
            [.. (await world.Stores.Chats.ListAsync(ann.Id, archived, 0, 100, default)).Lines.Select(line => line.Conversation.Id)];
    }

    [Fact]
    public async Task An_empty_conversation_of_two_is_on_the_list_of_the_one_who_put_it_there_and_on_no_session_list()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        await world.Conversations.MarkSessionAsync(world.Tenant, direct.Id, ann.Id, SessionMark.Show, 1, default);

        Assert.Single((await world.Stores.Chats.ListAsync(ann.Id, false, 0, 10, default)).Lines);
        Assert.Empty((await world.Stores.Chats.ListAsync(bob.Id, false, 0, 10, default)).Lines);
        Assert.Empty(await world.Conversations.ListSessionsAsync(ann.Id, 10, default));
    }

    [Fact]
    public async Task How_far_somebody_has_read_is_told_as_the_time_of_the_message()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var (one, _) = (await world.SendAsync(direct, ann, "one"), await world.SendAsync(direct, ann, "two"));
        await world.MoveAsync(new PointerMove(direct.Id, bob.Id, 1, 0, null));

        var members = await world.Stores.Chats.ReadMembersAsync([direct.Id], default);

        Assert.Equal(one.Message!.CreatedAt, members.Single(member => member.Participant.UserId == bob.Id).ReadAt);
        Assert.Null(members.Single(member => member.Participant.UserId == ann.Id).ReadAt);
    }

    [Fact]
    public async Task A_topic_is_kept_and_another_part_of_it_leaves_the_first()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        await world.Stores.Chats.SetTopicAsync(direct.Id, new ConversationTopic(5, 0), default);
        await world.Stores.Chats.SetTopicAsync(direct.Id, new ConversationTopic(0, 6), default);

        Assert.Equal(new ConversationTopic(5, 6), (await world.Stores.Chats.FindAsync(world.Tenant, direct.Id, ann.Id, default))!.Topic);
        Assert.Null(await world.Stores.Chats.FindAsync(new TenantId(77), direct.Id, ann.Id, default));
        Assert.Null(await world.Stores.Chats.FindAsync(world.Tenant, direct.Id, new UserId(7), default));
    }
}
