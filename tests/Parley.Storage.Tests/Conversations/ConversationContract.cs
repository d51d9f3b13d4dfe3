using Parley.Conversations;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Conversations;

/// <summary>What conversations promise, on whatever database.</summary>
public abstract class ConversationContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task Twenty_who_open_the_same_pair_at_once_make_one_conversation()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());

        var opened = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => world.DirectAsync(ann, bob))));

        Assert.Single(opened.Select(conversation => conversation.Id).Distinct());
        Assert.Equal(1, await Sql.NumberAsync(world.Stores, "SELECT count(*) FROM conversations WHERE tenant_id = @tenant", ("@tenant", world.Tenant.Value)));
        Assert.Equal(2, (await world.Conversations.ReadMembersAsync(opened[0].Id, default)).Count);
    }

    [Fact]
    public async Task A_pair_across_tenants_is_not_opened()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var ann = await world.PersonAsync();

        var opened = await world.Conversations.OpenDirectAsync(world.Tenant, new UserId(7), ann.Id, new ConversationId(world.Ids.Next()), 1, default);

        Assert.Equal(ChatError.UserNotFound, opened.Refusal?.Error);
    }

    [Fact]
    public async Task Who_joins_sees_what_comes_and_who_comes_back_has_nothing_unread()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var group = await world.GroupAsync(ann);
        await world.SendAsync(group, ann);
        await world.SendAsync(group, ann);

        var joined = await EditAsync(world, group, new MemberEdit(bob.Id, MemberRole.Admin, JoinedAt: 50));
        await world.SendAsync(group, bob);
        await world.SendAsync(group, ann);
        var left = await EditAsync(world, group, new MemberEdit(bob.Id, MemberRole.Member, LeftAt: 60));
        await world.SendAsync(group, ann);
        var back = await EditAsync(world, group, new MemberEdit(bob.Id, MemberRole.Member, JoinedAt: 70));

        var first = Assert.Single(joined.Changed);
        Assert.Equal((2L, 2L, 2L, 4L, MemberRole.Admin), (first.JoinedSeq, first.ReadSeq, first.DeliveredSeq, first.Rev, first.Role));
        Assert.Equal((2, 2L, 4L), (joined.Conversation.MemberCount, joined.Conversation.MemberVersion, joined.Conversation.Rev));
        Assert.Equal(60, Assert.Single(left.Changed).LeftAt);
        Assert.Equal(1, left.Conversation.MemberCount);
        var again = Assert.Single(back.Changed);
        Assert.Equal((5L, 5L, 1L, 1L), (again.JoinedSeq, again.ReadSeq, again.OwnSent, again.OwnSentAtRead));
        Assert.Equal(0, Unread.Count(back.Conversation, again));
        Assert.Equal(again, await world.ReadAsync(group.Id, bob));
        Assert.Equal(back.Conversation, await world.ReadAsync(group.Id));
        Assert.Null(Assert.Single(await world.Conversations.ListAsync(bob.Id, null, false, default)).LastMessage); // it came before bob
    }

    [Fact]
    public async Task Names_bounds_and_the_end_of_a_group_are_kept()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var group = await world.GroupAsync(ann, bob);
        Assert.Equal((1L, 2), (group.Rev, group.MemberCount));

        var renamed = await world.Conversations.EditAsync(
            world.Tenant, group.Id, (_, _) => new ConversationEdit { Title = "New", AvatarUrl = "u", MaxMembers = 9, OwnerId = bob.Id }, default);
        var refused = await world.Conversations.EditAsync(world.Tenant, group.Id, (_, _) => ChatError.Forbidden, default);
        var unknown = await world.Conversations.EditAsync(new TenantId(3), group.Id, (_, _) => new ConversationEdit(), default);
        var dissolved = await world.Conversations.EditAsync(
            world.Tenant, group.Id, (_, _) => new ConversationEdit { AvatarUrl = "", DissolvedAt = 99 }, default);

        Assert.Equal(("New", "u", 9, bob.Id), (renamed.Value!.Conversation.Title, renamed.Value.Conversation.AvatarUrl, renamed.Value.Conversation.MaxMembers, renamed.Value.Conversation.OwnerId));
        Assert.Equal(ChatError.Forbidden, refused.Refusal?.Error);
        Assert.Equal(ChatError.ConversationNotFound, unknown.Refusal?.Error);
        Assert.Equal((99L, 0, (string?)null), (dissolved.Value!.Conversation.DissolvedAt!.Value, dissolved.Value.Conversation.MemberCount, dissolved.Value.Conversation.AvatarUrl));
        Assert.Equal(2, dissolved.Value.Changed.Count);
        Assert.Equal(dissolved.Value.Conversation, await world.ReadAsync(group.Id));
        Assert.Empty(await world.Conversations.ListAsync(ann.Id, null, true, default));
        Assert.Equal(ChatError.ConversationNotFound, (await world.SendAsync(group, ann)).Refusal?.Error);
    }

    [Fact]
    public async Task Lists_are_by_activity_and_empty_directs_stay_hidden()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, eve) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var (withBob, withEve) = (await world.DirectAsync(ann, bob), await world.DirectAsync(ann, eve));
        var group = await world.GroupAsync(ann, bob);
        await world.SendAsync(withBob, bob);
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        await world.SendAsync(group, ann);

        var list = await world.Conversations.ListAsync(ann.Id, null, false, default);
        var directs = await world.Conversations.ListAsync(ann.Id, ConversationKind.Direct, true, default);

        Assert.Equal([group.Id, withBob.Id], list.Select(view => view.Conversation.Id));
        Assert.Equal([0L, 1L], list.Select(view => view.Unread));
        Assert.Equal(2, directs.Count);
        Assert.Null(directs.Single(view => view.Conversation.Id == withEve.Id).LastMessage);
        Assert.Equal([bob.Id], await world.Conversations.ReadDirectPartnersAsync(ann.Id, default));
        Assert.Equal(withBob.Id, (await world.Conversations.FindForDeliveryAsync(withBob.Id, default))?.Id);
        Assert.Equal(3, (await world.Conversations.ReadBacklogAsync(ann.Id, "phone", default)).Count);
    }

    private static async Task<EditedConversation> EditAsync(ChatWorld world, Conversation group, MemberEdit edit)
    {
        var edited = await world.Conversations.EditAsync(world.Tenant, group.Id, (_, _) => new ConversationEdit { Members = [edit] }, default);
        Assert.True(edited.IsOk);
        return edited.Value;
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteConversationTests(SqliteFixture fixture) : ConversationContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresConversationTests(PostgresFixture fixture) : ConversationContract(fixture), IClassFixture<PostgresFixture>;
