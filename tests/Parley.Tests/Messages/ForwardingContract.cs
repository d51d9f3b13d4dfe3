using Parley.Conversations;
using Parley.Files;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;
using Parley.Tests.Delivery;

namespace Parley.Tests.Messages;

public sealed class ForwardingOnSqlite() : ForwardingContract(new SqliteFixture());

public sealed class ForwardingOnPostgres() : ForwardingContract(new PostgresFixture());

/// <summary>Who may forward what, and where it arrives.</summary>
public abstract class ForwardingContract(DatabaseFixture fixture) : OwnDatabase(fixture)
{
    [Fact]
    public async Task Messages_arrive_at_each_target_in_the_order_given()
    {
        await using var world = await ForwardingWorld.CreateAsync(Fixture);
        var (ann, bob, cem, dan) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var source = await world.DirectAsync(ann, bob);
        var (one, two) = (await world.SayAsync(bob, source, "one"), await world.SayAsync(ann, source, "two"));
        var known = await world.DirectAsync(ann, dan);

        var results = await world.ForwardAsync(ann, [two.Id, one.Id, two.Id], [ForwardTarget.To(cem.Id), ForwardTarget.To(known), ForwardTarget.To(cem.Id)]);

        Assert.Equal([two.Id, one.Id, two.Id, one.Id], results.Select(result => result.Source));
        Assert.All(results, result => Assert.True(result.IsOk));
        Assert.All(results, result => Assert.Equal(ann.Id, result.Message!.SenderId));
        foreach (var conversation in (ConversationId[])[await world.DirectAsync(ann, cem), known])
            Assert.Equal(["two", "one"], await world.TextsAsync(conversation));
    }

    [Fact]
    public async Task Only_what_the_caller_may_see_is_forwarded()
    {
        await using var world = await ForwardingWorld.CreateAsync(Fixture);
        var (ann, bob, cem, eve) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var source = await world.DirectAsync(ann, bob);
        var (plain, hidden, recalled) = (await world.SayAsync(bob, source, "plain"), await world.SayAsync(bob, source, "hidden"), await world.SayAsync(bob, source, "recalled"));
        await world.Messages.HideAsync(ann.TenantId, hidden.Id, ann.Id, 1, default);
        await world.Messages.RecallAsync(ann.TenantId, recalled.Id, bob.Id, recalled.CreatedAt, TimeSpan.FromMinutes(2), default);
        var foreign = await world.PersonAsync(await Fixture.NewTenantAsync());

        MessageId[] all = [plain.Id, hidden.Id, recalled.Id, new MessageId(7)];
        Assert.Equal(
            [null, ChatError.MessageNotFound, ChatError.MessageNotFound, ChatError.MessageNotFound],
            (await world.ForwardAsync(ann, all, [ForwardTarget.To(cem.Id)])).Select(result => result.Refusal?.Error));
        Assert.All(await world.ForwardAsync(eve, all, [ForwardTarget.To(cem.Id)]), result => Assert.Equal(ChatError.MessageNotFound, result.Refusal?.Error));
        Assert.All(await world.ForwardAsync(foreign, all, [ForwardTarget.To(foreign.Id)]), result => Assert.Equal(ChatError.MessageNotFound, result.Refusal?.Error));
        Assert.Null(await world.FindDirectAsync(eve, cem)); // nothing to forward opens nothing
    }

    [Fact]
    public async Task Who_joined_later_or_left_forwards_nothing_from_before_or_after()
    {
        await using var world = await ForwardingWorld.CreateAsync(Fixture);
        var (ann, bob, late) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var group = await world.GroupAsync(ann, bob);
        var before = await world.SayAsync(ann, group, "before");
        await world.EditAsync(group, new MemberEdit(late.Id, MemberRole.Member, JoinedAt: 1), new MemberEdit(bob.Id, MemberRole.Member, LeftAt: 1));
        var after = await world.SayAsync(ann, group, "after");

        var byLate = await world.ForwardAsync(late, [before.Id, after.Id], [ForwardTarget.To(ann.Id)]);
        Assert.Equal([ChatError.MessageNotFound, null], byLate.Select(result => result.Refusal?.Error));
        var byBob = await world.ForwardAsync(bob, [before.Id, after.Id], [ForwardTarget.To(ann.Id)]);
        Assert.All(byBob, result => Assert.Equal(ChatError.MessageNotFound, result.Refusal?.Error));
    }

    [Fact]
    public async Task Each_target_refuses_for_itself_as_any_send_is_refused()
    {
        await using var world = await ForwardingWorld.CreateAsync(Fixture);
        var (ann, bob, cem, stranger) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var source = await world.DirectAsync(ann, bob);
        var (one, two) = (await world.SayAsync(bob, source, "one"), await world.SayAsync(bob, source, "two"));
        var others = await world.DirectAsync(bob, cem);
        var foreign = await world.PersonAsync(await Fixture.NewTenantAsync());

        ForwardTarget[] targets =
            [ForwardTarget.To(others), ForwardTarget.To(new ConversationId(7)), ForwardTarget.To(foreign.Id), ForwardTarget.To(ann.Id), default, ForwardTarget.To(stranger.Id)];
        var results = await world.ForwardAsync(ann, [one.Id, two.Id], targets, policy: ContactPolicy.FirstContact);

        Assert.Equal(
            [
                ChatError.NotParticipant, ChatError.NotParticipant, ChatError.ConversationNotFound, ChatError.ConversationNotFound,
                ChatError.UserNotFound, ChatError.UserNotFound, ChatError.SelfTarget, ChatError.SelfTarget, ChatError.UserNotFound, ChatError.UserNotFound,
                null, ChatError.FirstContactLimit,
            ],
            results.Select(result => result.Refusal?.Error));
        var friendsOnly = await world.ForwardAsync(ann, [one.Id], [ForwardTarget.To(cem.Id)], policy: ContactPolicy.Friends);
        Assert.Equal(ChatError.NotFriends, Assert.Single(friendsOnly).Refusal?.Error);
    }

    [Fact]
    public async Task A_repeat_doubles_nothing_and_another_key_does()
    {
        await using var world = await ForwardingWorld.CreateAsync(Fixture);
        var (ann, bob, cem) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var source = await world.DirectAsync(ann, bob);
        var (one, two) = (await world.SayAsync(bob, source, "one"), await world.SayAsync(bob, source, "two"));
        var target = await world.DirectAsync(ann, cem);

        var first = await world.ForwardAsync(ann, [one.Id, two.Id], [ForwardTarget.To(cem.Id)], "key");
        var again = await world.ForwardAsync(ann, [one.Id, two.Id], [ForwardTarget.To(target)], "key");
        Assert.Equal(first.Select(result => result.Message!.Id), again.Select(result => result.Message!.Id));
        Assert.Equal((false, true), (first[0].IsRepeat, again[0].IsRepeat));
        await world.ForwardAsync(ann, [one.Id], [ForwardTarget.To(target)], "key 2");
        Assert.Equal(["one", "two", "one"], await world.TextsAsync(target));
    }

    [Fact]
    public async Task A_file_goes_along_to_its_new_readers()
    {
        await using var world = await ForwardingWorld.CreateAsync(Fixture);
        var (ann, bob, cem) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var source = await world.DirectAsync(ann, bob);
        var file = new FileId(Fixture.Ids.Next());
        var body = new MessageFile { Id = file, Name = "plan.pdf", Size = 9, ContentType = "application/pdf" }.ToBody(MessageType.File, "");
        var sent = await world.SayAsync(bob, source, body);
        Assert.False(await Fixture.Stores.Files.IsSeenAsync(file, cem.Id, default));

        var forwarded = Assert.Single(await world.ForwardAsync(ann, [sent.Id], [ForwardTarget.To(cem.Id)]));
        Assert.Equal(body, forwarded.Message!.Body);
        Assert.True(await Fixture.Stores.Files.IsSeenAsync(file, cem.Id, default));
        await world.Messages.RecallAsync(ann.TenantId, forwarded.Message.Id, ann.Id, forwarded.Message.CreatedAt, TimeSpan.FromMinutes(2), default);
        Assert.False(await Fixture.Stores.Files.IsSeenAsync(file, cem.Id, default));
    }

    [Fact]
    public async Task What_is_too_much_or_nothing_is_refused_before_anything_is_looked_at()
    {
        await using var world = await ForwardingWorld.CreateAsync(Fixture);
        var ann = await world.PersonAsync();
        MessageId[] one = [new(1)];
        ForwardTarget[] target = [ForwardTarget.To(new UserId(1))];
        Assert.Equal("messageIds", await FieldAsync([], target));
        Assert.Equal("messageIds", await FieldAsync([.. Enumerable.Range(1, 51).Select(i => new MessageId(i))], target));
        Assert.Equal("targets", await FieldAsync(one, []));
        Assert.Equal("targets", await FieldAsync(one, [.. Enumerable.Range(1, 21).Select(i => ForwardTarget.To(new UserId(i)))]));
        Assert.Equal("tempId", await FieldAsync(one, target, ""));
        Assert.Equal("tempId", await FieldAsync(one, target, new string('x', 65)));
        Assert.Equal("tempId", await FieldAsync(one, target, "a\0"));

        async Task<string?> FieldAsync(MessageId[] messages, ForwardTarget[] targets, string? tempId = null) =>
            (await world.TryForwardAsync(ann, messages, targets, tempId)).Refusal?.Field;
    }
}
