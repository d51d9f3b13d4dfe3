using Parley.Accounts;
using Parley.Conversations;
using Parley.Jobs;
using Parley.Messages;
using Parley.Primitives;
using Parley.Push;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Push;

/// <summary>What the promise of one mail of a conversation in a time holds to, on whatever database.</summary>
public abstract class MessageMailStoreContract(DatabaseFixture fixture)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly MessageMailOptions Options = new() { Wait = TimeSpan.FromMinutes(5), Interval = Day };

    [Fact]
    public async Task Only_who_asked_for_it_and_has_an_address_is_marked_once_with_a_job_that_waits()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, eve, tom) = (await world.PersonAsync(), await WillingAsync(world), await world.PersonAsync(), await world.PersonAsync());
        await ChangeAsync(world, eve, """{"email": {"messages": true}}""", email: null);
        await ChangeAsync(world, tom, """{"email": {"orders": true, "messages": "true", "\ud800": 1}}""", email: new SealedField([1], [3]));
        var group = await world.GroupAsync(ann, bob, eve, tom);
        for (var seq = 1; seq <= 5; seq++)
            await world.SendAsync(group, ann);

        var asks = await Task.WhenAll(Enumerable.Range(1, 5).Select(seq => Task.Run(() => AskAsync(world, group, seq, bob, eve, tom))));
        Assert.All(asks, users => Assert.Equal([bob.Id], users));
        var job = Assert.Single(await JobsAsync(world));
        Assert.Equal(bob.Id, MessageMailJob.Of(job.Payload)!.UserId);
        Assert.InRange(job.DueAt - job.CreatedAt, Options.Wait.TotalMilliseconds / 2, Options.Wait.TotalMilliseconds);
        Assert.Equal(5, Assert.Single(await ReadAsync(world, bob)).AskedSeq);
        Assert.Empty(await ReadAsync(world, eve));
    }

    [Fact]
    public async Task What_counts_is_what_others_wrote_that_can_still_be_read()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, eve) = (await world.PersonAsync(), await WillingAsync(world), await world.PersonAsync());
        var group = await world.GroupAsync(ann, bob, eve);
        List<Message> sent = [];
        foreach (var sender in new[] { ann, ann, bob, ann, ann, eve, eve })
            sent.Add((await world.SendAsync(group, sender)).Message!);
        await world.MoveAsync(new PointerMove(group.Id, bob.Id, 1, 0, null));
        await world.Messages.RecallAsync(world.Tenant, sent[3].Id, ann.Id, fixture.Clock.NowMs, MessageHistory.RecallWindow, default);
        await world.Messages.HideAsync(world.Tenant, sent[4].Id, bob.Id, fixture.Clock.NowMs, default);
        await AskAsync(world, group, 7, bob);

        var chat = Assert.Single(await ReadAsync(world, bob));
        Assert.Equal([(eve.Id, 2, 7L), (ann.Id, 1, 2L)], chat.From.Select(from => (from.Sender, from.Count, from.NewestSeq)));
        Assert.Equal(("Group", 7L, 3, true), (chat.Title, chat.NewestSeq, chat.Count, chat.HasNews));
        Assert.Equal(sent[1].CreatedAt, chat.OldestAt);

        await Sql.RunAsync(world.Stores, "INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES (@bob, @eve, 1)", ("@bob", bob.Id.Value), ("@eve", eve.Id.Value));
        Assert.Equal(ann.Id, Assert.Single(Assert.Single(await ReadAsync(world, bob)).From).Sender);
        await Sql.RunAsync(world.Stores, "UPDATE participants SET left_at = 1 WHERE conversation_id = @id AND user_id = @bob", ("@id", group.Id.Value), ("@bob", bob.Id.Value));
        Assert.Empty(Assert.Single(await ReadAsync(world, bob)).From);
    }

    [Fact]
    public async Task Nothing_is_told_of_a_pair_of_whom_one_blocks_the_other_or_that_is_off_the_list()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await WillingAsync(world));
        var direct = await world.DirectAsync(ann, bob);
        await world.SendAsync(direct, ann);
        await AskAsync(world, direct, 1, bob);
        Assert.True(Assert.Single(await ReadAsync(world, bob)).HasNews);
        foreach (var change in new[] { "UPDATE conversations SET relation = 4 WHERE id = @id", "UPDATE conversations SET relation = 2 WHERE id = @id" })
        {
            await Sql.RunAsync(world.Stores, change, ("@id", direct.Id.Value));
            Assert.False(Assert.Single(await ReadAsync(world, bob)).HasNews);
        }

        await Sql.RunAsync(world.Stores, "UPDATE conversations SET relation = 0 WHERE id = @id", ("@id", direct.Id.Value));
        await Sql.RunAsync(world.Stores, "UPDATE participants SET hidden_seq = 1 WHERE conversation_id = @id AND user_id = @bob", ("@id", direct.Id.Value), ("@bob", bob.Id.Value));
        Assert.False(Assert.Single(await ReadAsync(world, bob)).HasNews);
    }

    [Fact]
    public async Task Of_many_who_would_write_one_does_and_the_next_when_it_is_read_or_the_interval_is_over()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await WillingAsync(world));
        var direct = await world.DirectAsync(ann, bob);
        await world.SendAsync(direct, ann);
        await AskAsync(world, direct, 1, bob);
        var chats = await ReadAsync(world, bob);
        var takes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TakeAsync(world, bob, chats, Day))));
        Assert.Single(takes.SelectMany(taken => taken.Chats));
        var told = Assert.Single(await ReadAsync(world, bob));
        Assert.False(told.HasNews);
        Assert.InRange(told.Rest, TimeSpan.FromMinutes(1), Day);

        await world.SendAsync(direct, ann);
        await AskAsync(world, direct, 2, bob);
        var second = await ReadAsync(world, bob);
        Assert.True(second[0].HasNews);
        Assert.Empty((await TakeAsync(world, bob, second, Day)).Chats);
        var due = Assert.Single(await JobsAsync(world));
        Assert.InRange(due.DueAt - due.CreatedAt, 0, (long)Options.Wait.TotalMilliseconds); // the one that waits; it looks, and waits on

        await world.MoveAsync(new PointerMove(direct.Id, bob.Id, 1, 0, null));
        Assert.Equal(TimeSpan.Zero, Assert.Single(await ReadAsync(world, bob)).Rest);
        Assert.Single((await TakeAsync(world, bob, second, Day)).Chats);

        await world.SendAsync(direct, ann);
        await AskAsync(world, direct, 3, bob);
        Assert.Empty((await TakeAsync(world, bob, await ReadAsync(world, bob), Day)).Chats);
        Assert.Single((await TakeAsync(world, bob, await ReadAsync(world, bob), TimeSpan.Zero)).Chats);
    }

    [Fact]
    public async Task What_did_not_go_out_is_given_back_and_a_mark_stays_for_what_came_since()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await WillingAsync(world));
        var direct = await world.DirectAsync(ann, bob);
        await world.SendAsync(direct, ann);
        await AskAsync(world, direct, 1, bob);
        var chats = await ReadAsync(world, bob);
        var taken = await TakeAsync(world, bob, chats, Day);
        await world.Stores.MessageMails.ReleaseAsync(bob.Id, taken with { At = taken.At - 1 }, default); // somebody else's
        Assert.Empty((await TakeAsync(world, bob, chats, Day)).Chats);
        await world.Stores.MessageMails.ReleaseAsync(bob.Id, taken, default);
        Assert.True(Assert.Single(await ReadAsync(world, bob)) is { HasNews: true, Rest.Ticks: 0 });

        await world.SendAsync(direct, ann);
        await AskAsync(world, direct, 2, bob);
        await world.Stores.MessageMails.DropAsync(bob.Id, chats, default);
        var left = Assert.Single(await ReadAsync(world, bob));
        await world.Stores.MessageMails.DropAsync(bob.Id, [left], default);
        Assert.Empty(await ReadAsync(world, bob));
    }

    private static Task<IReadOnlyList<UserId>> AskAsync(ChatWorld world, Conversation conversation, long seq, params Account[] people) =>
        world.Stores.MessageMails.AskAsync(conversation, seq, [.. people.Select(person => person.Id)], Options, default);

    private static Task<IReadOnlyList<UnreadChat>> ReadAsync(ChatWorld world, Account person) => world.Stores.MessageMails.ReadAsync(person.Id, Day, 10, default);

    private static Task<TakenMail> TakeAsync(ChatWorld world, Account person, IReadOnlyList<UnreadChat> chats, TimeSpan interval) =>
        world.Stores.MessageMails.TakeAsync(person.Id, chats, interval, default);

    private static Task<IReadOnlyList<Job>> JobsAsync(ChatWorld world) =>
        world.Stores.Jobs.ListAsync(new JobFilter { Kind = MessageMailJob.Kind, TenantId = world.Tenant }, null, 10, default);

    private static async Task<Account> WillingAsync(ChatWorld world)
    {
        var person = await world.PersonAsync();
        await ChangeAsync(world, person, """{"email": {"messages": true}}""", new SealedField([1, 2, 3], Guid.NewGuid().ToByteArray()));
        return person;
    }

    private static async Task ChangeAsync(ChatWorld world, Account person, string preferences, SealedField? email)
    {
        var change = new ProfileChange { Preferences = preferences, Email = new(true, email) };
        Assert.True((await world.Stores.Accounts.UpdateProfileAsync(world.Tenant, person.Id, change, default)).IsOk);
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteMessageMailStoreTests(SqliteFixture fixture) : MessageMailStoreContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresMessageMailStoreTests(PostgresFixture fixture) : MessageMailStoreContract(fixture), IClassFixture<PostgresFixture>;
