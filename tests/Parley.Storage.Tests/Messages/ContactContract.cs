using Parley.Accounts;
using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Messages;

/// <summary>How people who have not answered are kept from being written to again and again, on whatever database.</summary>
public abstract class ContactContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task A_first_message_counts_though_it_is_recalled_or_hidden()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, cid) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var (toBob, toCid) = (await world.DirectAsync(ann, bob), await world.DirectAsync(ann, cid));

        var recalled = await FirstAsync(world, toBob, ann);
        await world.Messages.RecallAsync(world.Tenant, recalled.Message!.Id, ann.Id, world.Clock.NowMs, TimeSpan.FromMinutes(2), default);
        var hidden = await FirstAsync(world, toCid, ann);
        await world.Messages.HideAsync(world.Tenant, hidden.Message!.Id, cid.Id, world.Clock.NowMs, default);

        Assert.Equal(ChatError.FirstContactLimit, (await FirstAsync(world, toBob, ann)).Refusal?.Error);
        Assert.Equal(ChatError.FirstContactLimit, (await FirstAsync(world, toCid, ann)).Refusal?.Error);
    }

    [Fact]
    public async Task Friends_write_as_often_as_they_like()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var ann = await world.PersonAsync();
        foreach (var friend in await StrangersAsync(world, ann, 5))
        {
            await Sql.RunAsync(world.Stores, "UPDATE conversations SET relation = 1 WHERE id = @id", ("@id", friend.Id.Value));
            Assert.Null((await FirstAsync(world, friend, ann)).Refusal);
            Assert.Null((await FirstAsync(world, friend, ann)).Refusal);
        }
    }

    [Fact]
    public async Task Of_many_first_messages_at_once_on_several_nodes_exactly_one_passes()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var worlds = await NodesAsync(world, 3);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);

        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() =>
            worlds[i % worlds.Count].RunAsync(ChatWorld.Send(direct.Id, ann, $"{i}", $"t{i}", ContactPolicy.FirstContact)))));

        Assert.Single(results, sends => sends[0].Refusal is null);
        Assert.Equal(59, results.Count(sends => sends[0].Refusal?.Error == ChatError.FirstContactLimit));
        Assert.Equal(1, (await world.ReadAsync(direct.Id)).LastSeq);
        await EndAsync(worlds);
    }

    [Fact]
    public async Task Three_a_minute_reach_people_who_have_not_answered_over_all_of_them_together()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var ann = await world.PersonAsync();
        var strangers = await StrangersAsync(world, ann, 7);

        var inOneBatch = await world.RunAsync([.. strangers.Take(2).Select(direct => First(direct, ann))]);
        world.Clock.Advance(TimeSpan.FromSeconds(20));
        var third = await FirstAsync(world, strangers[2], ann);
        var fourth = await FirstAsync(world, strangers[3], ann);
        world.Clock.Advance(TimeSpan.FromSeconds(40));
        var later = await world.RunAsync([.. strangers.Skip(3).Select(direct => First(direct, ann))]);

        Assert.All(inOneBatch.Append(third), send => Assert.Null(send.Refusal));
        Assert.Equal(ChatError.HarassmentLimit, fourth.Refusal?.Error);
        Assert.Equal((3L, TimeSpan.FromSeconds(40)), (fourth.Refusal!.Limit, fourth.Refusal.RetryAfter));
        Assert.Equal([null, null, ChatError.HarassmentLimit, ChatError.HarassmentLimit], later.Select(send => send.Refusal?.Error));
        Assert.Equal(TimeSpan.FromSeconds(20), later[2].Refusal!.RetryAfter);
    }

    [Fact]
    public async Task Only_stored_messages_to_people_who_have_not_answered_count()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var ann = await world.PersonAsync();
        var strangers = await StrangersAsync(world, ann, 6);
        var answered = await world.DirectAsync(ann, await world.PersonAsync());
        await world.RunAsync(ChatWorld.Send(answered.Id, new Account { Id = answered.PeerOf(ann.Id), TenantId = world.Tenant, Username = "", DisplayName = "", Role = Role.Customer }, "hi"));

        var first = (await world.RunAsync(First(strangers[0], ann, "t")))[0];
        var repeats = await world.RunAsync(First(strangers[0], ann, "t"), First(strangers[0], ann, "t"), First(strangers[0], ann, "t"));
        var refused = await world.RunAsync([.. Enumerable.Range(0, 5).Select(_ => First(strangers[0], ann))]);
        var conflict = await world.RunAsync(ChatWorld.Send(strangers[0].Id, ann, "other", "t", ContactPolicy.FirstContact));
        var known = await world.RunAsync([.. Enumerable.Range(0, 5).Select(_ => First(answered, ann))]);
        var open = await world.RunAsync([.. strangers.Skip(3).Select(direct => ChatWorld.Send(direct.Id, ann, "open"))]);
        var more = await world.RunAsync(First(strangers[1], ann), First(strangers[2], ann));

        Assert.Null(first.Refusal);
        Assert.All(repeats, send => Assert.True(send.IsRepeat));
        Assert.All(refused, send => Assert.Equal(ChatError.FirstContactLimit, send.Refusal?.Error));
        Assert.Equal(ChatError.IdempotencyConflict, conflict[0].Refusal?.Error);
        Assert.All(known.Concat(open).Concat(more), send => Assert.Null(send.Refusal));
    }

    [Fact]
    public async Task Exactly_three_pass_on_several_nodes_at_once_and_nobody_waits_in_a_circle()
    {
        const int Senders = 8;
        const int Strangers = 24;
        await using var world = await ChatWorld.CreateAsync(fixture);
        var worlds = await NodesAsync(world, 4);
        var sends = new List<TestSend>();
        var senders = new List<Account>();
        for (var i = 0; i < Senders; i++)
        {
            senders.Add(await world.PersonAsync());
            sends.AddRange((await StrangersAsync(world, senders[i], Strangers)).Select(direct => First(direct, senders[i], "t")));
        }

        var shuffled = sends.ToArray();
        new Random(7).Shuffle(shuffled);
        await Task.WhenAll(worlds.Select((node, at) => Task.Run(() =>
            node.RunAsync([.. shuffled.Where((_, i) => i % worlds.Count == at)]))));

        Assert.All(sends, send => Assert.True(send.Refusal is null or { Error: ChatError.HarassmentLimit }, $"{send.Refusal}"));
        foreach (var sender in senders)
            Assert.Equal(3, sends.Count(send => send.Sender == sender && send.Refusal is null));
        await EndAsync(worlds);
    }

    [Fact]
    public async Task What_was_counted_is_forgotten_once_it_no_longer_counts()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var ann = await world.PersonAsync();
        await FirstAsync(world, (await StrangersAsync(world, ann, 1))[0], ann);

        await world.Messages.DeleteUnansweredAsync(world.Clock.NowMs, default);
        Assert.Equal(1, await CountAsync(world, ann));
        Assert.True(await world.Messages.DeleteUnansweredAsync(world.Clock.NowMs + 1, default) > 0);
        Assert.Equal(0, await CountAsync(world, ann));
    }

    private static TestSend First(Conversation direct, Account sender, string? tempId = null) =>
        ChatWorld.Send(direct.Id, sender, "hello", tempId, ContactPolicy.FirstContact);

    private static async Task<TestSend> FirstAsync(ChatWorld world, Conversation direct, Account sender) => (await world.RunAsync(First(direct, sender)))[0];

    private static async Task<List<Conversation>> StrangersAsync(ChatWorld world, Account sender, int count)
    {
        var directs = new List<Conversation>();
        while (directs.Count < count)
            directs.Add(await world.DirectAsync(sender, await world.PersonAsync()));
        return directs;
    }

    private static async Task<int> CountAsync(ChatWorld world, Account sender) =>
        (await Sql.TextsAsync(world.Stores, "SELECT times FROM unanswered_sends WHERE user_id = @id", row => row.GetString(0), ("@id", sender.Id.Value))).Count;

    // On SQLite one process writes.
    private async Task<List<ChatWorld>> NodesAsync(ChatWorld world, int count)
    {
        var worlds = new List<ChatWorld> { world };
        while (worlds.Count < count && fixture.Stores.Kind == DatabaseKind.PostgreSql)
            worlds.Add(await world.AnotherAsync(fixture));
        return worlds;
    }

    private static async Task EndAsync(List<ChatWorld> worlds)
    {
        foreach (var other in worlds.Skip(1))
            await other.DisposeAsync();
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteContactTests(SqliteFixture fixture) : ContactContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresContactTests(PostgresFixture fixture) : ContactContract(fixture), IClassFixture<PostgresFixture>;
