using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Tests.Delivery;

public sealed class CoveredMessagesOnSqlite() : CoveredMessagesContract(new SqliteFixture());

public sealed class CoveredMessagesOnPostgres() : CoveredMessagesContract(new PostgresFixture());

/// <summary>Which messages a risen pointer names.</summary>
public abstract class CoveredMessagesContract(DatabaseFixture fixture) : OwnDatabase(fixture)
{
    [Fact]
    public async Task What_was_read_and_what_only_arrived_are_named_apart_and_ones_own_not_at_all()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, direct) = await PairAsync(node);
        var ids = new Dictionary<long, MessageId>();
        foreach (var (seq, sender) in new[] { (1L, alice), (2L, bob), (3L, alice), (4L, alice), (5L, bob), (6L, alice) })
            ids[seq] = (await node.SendAsync(sender, direct.Id, $"m{seq}")).Message!.Id;

        var covered = await FindAsync(direct, new Participant { ConversationId = direct.Id, UserId = bob.Id, ReadSeqBefore = 1, ReadSeq = 3, DeliveredSeqBefore = 2, DeliveredSeq = 6 });
        Assert.Equal([ids[3]], covered!.Read);
        Assert.Equal([ids[4], ids[6]], covered.Delivered);

        covered = await FindAsync(direct, new Participant { ConversationId = direct.Id, UserId = bob.Id, ReadSeqBefore = 3, ReadSeq = 6, DeliveredSeqBefore = 3, DeliveredSeq = 6 });
        Assert.Equal([ids[4], ids[6]], covered!.Read);
        Assert.Empty(covered.Delivered);
    }

    [Fact]
    public async Task Nothing_is_named_where_nothing_rose_or_all_of_it_is_ones_own()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, direct) = await PairAsync(node);
        await node.SendAsync(bob, direct.Id, "one");
        await node.SendAsync(alice, direct.Id, "two");
        Assert.Null(await FindAsync(direct, new Participant { ConversationId = direct.Id, UserId = bob.Id, ReadSeqBefore = 2, ReadSeq = 2, DeliveredSeqBefore = 2, DeliveredSeq = 2 }));
        Assert.Null(await FindAsync(direct, new Participant { ConversationId = direct.Id, UserId = bob.Id, ReadSeqBefore = 0, ReadSeq = 1, DeliveredSeqBefore = 0, DeliveredSeq = 1 }));
    }

    [Fact]
    public async Task Only_the_newest_hundred_are_named_whatever_was_before()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, direct) = await PairAsync(node);
        var ids = new List<MessageId>();
        for (var i = 1; i <= 130; i++)
            ids.Add((await node.SendAsync(alice, direct.Id, $"m{i}")).Message!.Id);

        foreach (long? before in new long?[] { 0, null })
        {
            var covered = await FindAsync(direct, new Participant { ConversationId = direct.Id, UserId = bob.Id, ReadSeqBefore = before, ReadSeq = 130, DeliveredSeqBefore = before, DeliveredSeq = 130 });
            Assert.Equal(ids[30..], covered!.Read);
            Assert.Empty(covered.Delivered);
        }
    }

    [Fact]
    public async Task Where_it_is_not_known_what_was_before_no_more_than_a_hundred_back_are_named()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, direct) = await PairAsync(node);
        var first = (await node.SendAsync(alice, direct.Id, "one")).Message!.Id;
        var second = (await node.SendAsync(alice, direct.Id, "two")).Message!.Id;
        var covered = await FindAsync(direct, new Participant { ConversationId = direct.Id, UserId = bob.Id, ReadSeq = 1, DeliveredSeq = 2 });
        Assert.Equal([first], covered!.Read);
        Assert.Equal([second], covered.Delivered);
    }

    [Fact]
    public async Task What_was_said_before_somebody_joined_is_not_named()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, direct) = await PairAsync(node);
        await node.SendAsync(alice, direct.Id, "one");
        var second = (await node.SendAsync(alice, direct.Id, "two")).Message!.Id;
        var covered = await FindAsync(direct, new Participant { ConversationId = direct.Id, UserId = bob.Id, JoinedSeq = 1, ReadSeq = 2, DeliveredSeq = 2 });
        Assert.Equal([second], covered!.Read);
    }

    [Fact]
    public async Task What_arrived_is_told_to_the_others_and_what_was_read_to_all()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, direct) = await PairAsync(node);
        await node.SendAsync(alice, direct.Id, "one");
        await node.SendAsync(alice, direct.Id, "two");
        var told = System.Threading.Channels.Channel.CreateUnbounded<(MessagesCovered Covered, IReadOnlyCollection<UserId> To)>();
        await using var covered = new CoveredMessages(Fixture.Stores.Messages, (what, to) => told.Writer.TryWrite((what, to)), NullLogger.Instance);
        covered.Start();
        var at = new Participant { ConversationId = direct.Id, UserId = bob.Id, ReadSeqBefore = 0, ReadSeq = 1, DeliveredSeqBefore = 0, DeliveredSeq = 2 };
        covered.Look(new PointersMoved(direct, [at]), [alice.Id, bob.Id]);

        var delivered = await told.Reader.ReadAsync();
        Assert.Equal((1, 0), (delivered.Covered.Delivered.Count, delivered.Covered.Read.Count));
        Assert.Equal([alice.Id], delivered.To);
        var read = await told.Reader.ReadAsync();
        Assert.Equal((0, 1), (read.Covered.Delivered.Count, read.Covered.Read.Count));
        Assert.Equal([alice.Id, bob.Id], read.To);
    }

    [Fact]
    public async Task Moves_that_wait_are_told_as_one_and_a_flood_of_them_pushes_nobody_out()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, direct) = await PairAsync(node);
        var ids = new List<MessageId>();
        for (var i = 1; i <= 3; i++)
            ids.Add((await node.SendAsync(alice, direct.Id, $"m{i}")).Message!.Id);
        var told = System.Threading.Channels.Channel.CreateUnbounded<MessagesCovered>();
        var log = new CountingLog();
        await using var covered = new CoveredMessages(Fixture.Stores.Messages, (what, _) => told.Writer.TryWrite(what), log);
        for (var round = 0; round < CoveredMessages.MostWaiting; round++)
            covered.Look(new PointersMoved(direct, [Move(alice.Id, 0, 1)]), [alice.Id, bob.Id]);
        covered.Look(new PointersMoved(direct, [Move(bob.Id, 1, 2)]), [alice.Id, bob.Id]);
        covered.Look(new PointersMoved(direct, [Move(bob.Id, 2, 3)]), [alice.Id, bob.Id]);
        Assert.Equal(0, log.Warnings);
        covered.Start();
        Assert.Equal(ids[1..], (await told.Reader.ReadAsync()).Read); // what alice read is her own

        Participant Move(UserId user, long before, long after) =>
            new() { ConversationId = direct.Id, UserId = user, ReadSeqBefore = before, ReadSeq = after, DeliveredSeqBefore = before, DeliveredSeq = after };
    }

    [Fact]
    public async Task What_is_dropped_is_said_once()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (_, _, direct) = await PairAsync(node);
        var log = new CountingLog();
        await using var covered = new CoveredMessages(Fixture.Stores.Messages, (_, _) => { }, log);
        for (var user = 1; user <= CoveredMessages.MostWaiting; user++)
            covered.Look(new PointersMoved(direct, [new Participant { ConversationId = direct.Id, UserId = new UserId(user), ReadSeq = 1 }]), []);
        Assert.Equal(0, log.Warnings);
        for (var user = 1; user <= 10; user++)
            covered.Look(new PointersMoved(direct, [new Participant { ConversationId = direct.Id, UserId = new UserId(-user), ReadSeq = 1 }]), []);
        Assert.Equal(1, log.Warnings);
    }

    private async ValueTask<MessagesCovered?> FindAsync(Conversation conversation, Participant at)
    {
        await using var covered = new CoveredMessages(Fixture.Stores.Messages, (_, _) => { }, NullLogger.Instance);
        return await covered.FindAsync(conversation, at, default);
    }

    private async Task<(Account Alice, Account Bob, Conversation Direct)> PairAsync(TestNode node)
    {
        var tenant = await Fixture.NewTenantAsync();
        var (alice, bob) = (await Fixture.AddPersonAsync(tenant), await Fixture.AddPersonAsync(tenant));
        var opened = await node.Directs.OpenAsync(alice, bob.Id, default);
        return (alice, bob, (await Fixture.Stores.Conversations.FindForDeliveryAsync(opened.Value, default))!);
    }
}
