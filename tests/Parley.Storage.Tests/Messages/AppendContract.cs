using Parley.Accounts;
using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Messages;

/// <summary>What an append promises, on whatever database.</summary>
public abstract class AppendContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task A_send_is_stored_and_numbered_and_told()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);

        var first = await world.SendAsync(direct, ann, "one");
        var second = await world.SendAsync(direct, bob, "two");

        Assert.Null(first.Refusal);
        Assert.Equal([1L, 2L], [first.Message!.Seq, second.Message!.Seq]);
        Assert.Equal([1L, 2L], [first.Message.Rev, second.Message.Rev]);
        Assert.Equal(2, second.Conversation!.LastSeq);
        Assert.True(second.Message.CreatedAt > first.Message.CreatedAt);
        Assert.Equal([first.Message, second.Message], await world.ReadAllAsync(direct.Id));
        var row = await world.ReadAsync(direct.Id);
        Assert.Equal(second.Conversation, row);
        Assert.Equal(1, (await world.ReadAsync(direct.Id, ann)).OwnSent);
    }

    [Fact]
    public async Task The_same_temp_id_and_body_return_the_first_message_and_another_body_is_a_conflict()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);

        var first = await world.SendAsync(direct, ann, "one", "t1");
        var repeat = await world.SendAsync(direct, ann, "one", "t1");
        var conflict = await world.SendAsync(direct, ann, "other", "t1");
        var ofBob = await world.SendAsync(direct, bob, "other", "t1");
        var inOneBatch = await world.RunAsync(
            ChatWorld.Send(direct.Id, ann, "x", "t2"), ChatWorld.Send(direct.Id, ann, "x", "t2"), ChatWorld.Send(direct.Id, ann, "y", "t2"));

        Assert.True(repeat.IsRepeat);
        Assert.Equal(first.Message, repeat.Message);
        Assert.Equal(ChatError.IdempotencyConflict, conflict.Refusal?.Error);
        Assert.False(ofBob.IsRepeat);
        Assert.Equal(inOneBatch[0].Message, inOneBatch[1].Message);
        Assert.True(inOneBatch[1].IsRepeat);
        Assert.Equal(ChatError.IdempotencyConflict, inOneBatch[2].Refusal?.Error);
        Assert.Equal(3, (await world.ReadAsync(direct.Id)).LastSeq);
    }

    [Fact]
    public async Task A_refused_send_does_not_use_its_key_up()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var stranger = await world.PersonAsync();

        var refused = await world.SendAsync(direct, stranger, "one", "t");
        var toNobody = (await world.RunAsync(ChatWorld.Send(direct.Id, ann, "two", "t", replyTo: new MessageId(12345))))[0];
        var missing = (await world.RunAsync(ChatWorld.Send(new ConversationId(77), ann, "two", "t")))[0];
        var stored = await world.SendAsync(direct, ann, "two", "t");

        Assert.Equal(ChatError.NotParticipant, refused.Refusal?.Error);
        Assert.Equal(ChatError.MessageNotFound, toNobody.Refusal?.Error);
        Assert.Equal(ChatError.ConversationNotFound, missing.Refusal?.Error);
        Assert.Null(stored.Refusal);
        Assert.False(stored.IsRepeat);
    }

    [Fact]
    public async Task Numbers_stay_dense_and_times_rise_when_four_writers_share_a_hundred_conversations()
    {
        const int Sends = 800; // each writer
        await using var world = await ChatWorld.CreateAsync(fixture);
        var worlds = new List<ChatWorld> { world };
        if (fixture.Stores.Kind == DatabaseKind.PostgreSql)
        {
            for (var i = 0; i < 3; i++)
                worlds.Add(await world.AnotherAsync(fixture));
        }

        var pairs = new List<(Conversation Direct, Account[] Pair)>();
        for (var i = 0; i < 100; i++)
        {
            Account[] pair = [await world.PersonAsync(), await world.PersonAsync()];
            pairs.Add((await world.DirectAsync(pair[0], pair[1]), pair));
        }

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            var random = new Random(writer);
            var sends = new TestSend[Sends];
            for (var i = 0; i < Sends; i++)
            {
                var (direct, pair) = pairs[random.Next(pairs.Count)];
                sends[i] = ChatWorld.Send(direct.Id, pair[random.Next(2)], $"{writer}/{i}", tempId: $"{writer}/{i}");
            }

            return await worlds[writer % worlds.Count].RunAsync(sends);
        })));

        Assert.All(results.SelectMany(sends => sends), send => Assert.Null(send.Refusal));
        Assert.All(results.SelectMany(sends => sends), send => Assert.False(send.IsRepeat));
        var total = 0;
        foreach (var (direct, pair) in pairs)
        {
            var rows = await world.ReadAllAsync(direct.Id);
            total += rows.Count;
            Assert.Equal(Enumerable.Range(1, rows.Count).Select(seq => (long)seq), rows.Select(row => row.Seq));
            Assert.Equal(rows.Select(row => row.Seq), rows.Select(row => row.Rev));
            Assert.All(rows.Zip(rows.Skip(1)), two => Assert.True(two.First.CreatedAt < two.Second.CreatedAt));
            Assert.Equal(rows.Count, (await world.ReadAsync(direct.Id)).LastSeq);
            foreach (var person in pair)
                Assert.Equal(rows.Count(row => row.SenderId == person.Id), (await world.ReadAsync(direct.Id, person)).OwnSent);
        }

        Assert.Equal(4 * Sends, total);
        foreach (var other in worlds.Skip(1))
            await other.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xD800)]
    [InlineData(-1)]
    public async Task One_row_that_cannot_be_stored_harms_no_other(int codeUnit)
    {
        var bad = codeUnit < 0 ? null : $"a{(char)codeUnit}b";
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var directs = new List<Conversation> { await world.DirectAsync(ann, bob) };
        for (var i = 0; i < 3; i++)
            directs.Add(await world.DirectAsync(ann, await world.PersonAsync()));
        var sends = Enumerable.Range(0, 256).Select(i => ChatWorld.Send(directs[i % 4].Id, ann, $"text {i}", $"t{i}")).ToArray();
        sends[100] = ChatWorld.Send(directs[0].Id, ann, "", "t100");
        sends[100].Body = new MessageBody(MessageType.Text, "", 0, bad is null ? null : $"{{{bad}}}");
        if (bad is null)
            sends[100].Fingerprint = null!; // a column that may not be null
        else
            Assert.False(Parley.Storage.Messages.StorableText.Is(bad));

        await world.RunAsync(sends);

        Assert.Equal(ChatError.Unstorable, sends[100].Refusal?.Error);
        Assert.Equal(255, sends.Count(send => send.Refusal is null && send.Message is not null));
        foreach (var direct in directs)
        {
            var rows = await world.ReadAllAsync(direct.Id);
            Assert.Equal(Enumerable.Range(1, rows.Count).Select(seq => (long)seq), rows.Select(row => row.Seq));
            Assert.Equal(sends.Where(send => send.ConversationId == direct.Id && send.Refusal is null).Select(send => send.Id), rows.Select(row => row.Id));
        }

        var again = await world.RunAsync(ChatWorld.Send(directs[0].Id, ann, "better", "t100"));
        Assert.Null(again[0].Refusal);
    }

    [Fact]
    public async Task A_repeat_on_another_writer_returns_the_first_message()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var first = await world.SendAsync(direct, ann, "one", "t1");
        await using var another = fixture.Stores.Kind == DatabaseKind.PostgreSql ? await world.AnotherAsync(fixture) : world;

        var repeat = await another.SendAsync(direct, ann, "one", "t1");

        Assert.True(repeat.IsRepeat);
        Assert.Equal(first.Message, repeat.Message);
        Assert.Equal(1, (await world.ReadAsync(direct.Id)).LastSeq);
    }

    [Fact]
    public async Task A_block_a_ban_or_a_leave_between_the_enqueueing_and_the_commit_refuses()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var group = await world.GroupAsync(bob, ann);

        var blocked = await EnqueueBeforeAsync(world, direct, ann, "UPDATE conversations SET relation = 6 WHERE id = @conversation");
        await Sql.RunAsync(world.Stores, "UPDATE conversations SET relation = 0 WHERE id = @id", ("@id", direct.Id.Value));
        var left = await EnqueueBeforeAsync(
            world, group, ann, "UPDATE participants SET left_at = 5 WHERE conversation_id = @conversation AND user_id = @user");
        var banned = await EnqueueBeforeAsync(world, direct, ann, "UPDATE users SET status = 2, ban_reason = 'spam' WHERE id = @user");

        Assert.Equal(ChatError.Blocked, blocked.Refusal?.Error);
        Assert.Equal(ChatError.NotParticipant, left.Refusal?.Error);
        Assert.Equal(ChatError.Banned, banned.Refusal?.Error);
        Assert.Equal("spam", banned.Refusal?.Reason);
        Assert.Equal(0, (await world.ReadAsync(direct.Id)).LastSeq);
    }

    [Fact]
    public async Task First_contact_is_one_message_until_the_other_answers_even_within_one_batch()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);

        var two = await world.RunAsync(
            ChatWorld.Send(direct.Id, ann, "1", policy: ContactPolicy.FirstContact), ChatWorld.Send(direct.Id, ann, "2", policy: ContactPolicy.FirstContact));
        var answer = await world.RunAsync(ChatWorld.Send(direct.Id, bob, "3", policy: ContactPolicy.Friends));
        var free = await world.RunAsync(ChatWorld.Send(direct.Id, ann, "4", policy: ContactPolicy.FirstContact));

        Assert.Null(two[0].Refusal);
        Assert.Equal(ChatError.FirstContactLimit, two[1].Refusal?.Error);
        Assert.Null(answer[0].Refusal); // to somebody who wrote first
        Assert.Null(free[0].Refusal);
    }

    [Fact]
    public async Task Without_a_lease_senders_are_told_to_try_again()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        fixture.Ids.Stop();
        try
        {
            var send = await world.SendAsync(direct, ann);
            Assert.Equal(ChatError.Retry, send.Refusal?.Error);
        }
        finally
        {
            fixture.Ids.Use(new NodeLease(63, 0, long.MaxValue), TimeSpan.FromDays(1000));
        }

        Assert.Null((await world.SendAsync(direct, ann)).Refusal);
    }

    [Fact]
    public async Task A_full_queue_says_no_and_recovers()
    {
        var options = new StorageOptions { Shared = true, Queue = new Parley.Storage.Messages.SendQueueOptions { MaxWrites = 8 } };
        await using var world = await ChatWorld.CreateAsync(fixture, options);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        world.HoldsReleases = true;

        var taken = new List<TestSend>();
        var send = ChatWorld.Send(direct.Id, ann, "x");
        while (world.Messages.TryEnqueue(send))
        {
            taken.Add(send);
            send = ChatWorld.Send(direct.Id, ann, "x");
        }

        Assert.Equal(8, taken.Count);
        foreach (var one in taken)
            await one.Done.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(world.Messages.TryEnqueue(send)); // stored, but not delivered
        world.Messages.Release(taken[0]);
        Assert.True(world.Messages.TryEnqueue(send));
        await send.Done.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(9, (await world.ReadAsync(direct.Id)).LastSeq);
    }

    // The change's transaction holds what the send needs while the send is enqueued.
    private static async Task<TestSend> EnqueueBeforeAsync(ChatWorld world, Conversation conversation, Account sender, string change)
    {
        var send = ChatWorld.Send(conversation.Id, sender, "late");
        await world.Stores.Database.TransactAsync(
            async sql =>
            {
                await sql.ExecuteAsync(
                    "UPDATE conversations SET rev = rev WHERE id = @conversation", ("@conversation", conversation.Id.Value)); // the lock
                Assert.True(world.Messages.TryEnqueue(send));
                return change.Contains("@user", StringComparison.Ordinal)
                    ? change.Contains("@conversation", StringComparison.Ordinal)
                        ? await sql.ExecuteAsync(change, ("@conversation", conversation.Id.Value), ("@user", sender.Id.Value))
                        : await sql.ExecuteAsync(change, ("@user", sender.Id.Value))
                    : await sql.ExecuteAsync(change, ("@conversation", conversation.Id.Value));
            },
            CancellationToken.None);
        await send.Done.WaitAsync(TimeSpan.FromSeconds(30));
        return send;
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteAppendTests(SqliteFixture fixture) : AppendContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresAppendTests(PostgresFixture fixture) : AppendContract(fixture), IClassFixture<PostgresFixture>;
