using Parley.Accounts;
using Parley.Conversations;
using Parley.Friends;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;
using Parley.Tests.Delivery;

namespace Parley.Tests.Conversations;

public sealed class ConversationSyncOnSqlite() : ConversationSyncContract(new SqliteFixture());

public sealed class ConversationSyncOnPostgres() : ConversationSyncContract(new PostgresFixture());

/// <summary>What a sync reads, and what a blocked pair is told of each other.</summary>
public abstract class ConversationSyncContract(DatabaseFixture fixture) : OwnDatabase(fixture)
{
    private static readonly Dictionary<ConversationId, long> Nothing = [];

    [Fact]
    public async Task What_a_surface_does_not_show_uses_up_nothing_of_the_answer()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (ann, bob, direct) = await PairAsync();
        var group = await GroupAsync(ann, bob);
        await node.SendAsync(bob, direct, "one");
        await Task.WhenAll(Enumerable.Range(0, ConversationSync.MaxMessages + 1).Select(i => node.SendAsync(bob, group, $"m{i}"))); // newer
        using var sync = new ConversationSync(Fixture.Stores.Conversations, Fixture.Stores.Messages);
        foreach (var bySeq in new[] { false, true })
        {
            var all = (await sync.ReadAsync(ann, Nothing, bySeq, default)).Value!;
            Assert.Equal(ConversationSync.MaxMessages, all.Conversations.Sum(one => one.Messages.Count));
            var known = new Dictionary<ConversationId, long> { [group] = 1 };
            var directs = (await sync.ReadAsync(ann, known, bySeq, ConversationKind.Direct, default)).Value!;
            var one = Assert.Single(directs.Conversations);
            Assert.Equal((direct, 1, false), (one.Conversation.Id, one.Messages.Count, one.HasMore));
            Assert.Empty(directs.Gone);
        }
    }

    [Fact]
    public async Task Of_a_blocked_pair_each_is_told_its_own_pointers_only()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (ann, bob, direct) = await PairAsync();
        await node.SendAsync(ann, direct, "one");
        node.Receipts.MarkRead(ann.Id, null, direct, 1);
        node.Receipts.MarkRead(bob.Id, null, direct, 1);
        Assert.True((await node.Receipts.FlushAsync(default)).IsOk);
        using var sync = new ConversationSync(Fixture.Stores.Conversations, Fixture.Stores.Messages);
        foreach (var bySeq in new[] { false, true })
            Assert.Equal(2, Assert.Single((await sync.ReadAsync(ann, Nothing, bySeq, default)).Value!.Conversations).Participants.Count);
        await BlockAsync(direct);
        foreach (var bySeq in new[] { false, true })
        {
            foreach (var viewer in new[] { ann, bob })
            {
                var synced = Assert.Single((await sync.ReadAsync(viewer, Nothing, bySeq, default)).Value!.Conversations);
                Assert.Equal(viewer.Id, Assert.Single(synced.Participants).UserId);
            }
        }
    }

    [Fact]
    public async Task Pointers_of_a_blocked_pair_that_move_at_once_are_told_to_each_alone()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (ann, bob, direct) = await PairAsync();
        await node.SendAsync(ann, direct, "one");
        await BlockAsync(direct);
        var (hers, his) = (await node.ConnectAsync(ann), await node.ConnectAsync(bob));
        node.Receipts.MarkRead(ann.Id, null, direct, 1);
        node.Receipts.MarkRead(bob.Id, null, direct, 1);
        Assert.True((await node.Receipts.FlushAsync(default)).IsOk);
        await node.SettleAsync();
        Assert.Equal([$"pointers {ann.Id}:1/1"], Pointers(hers));
        Assert.Equal([$"pointers {bob.Id}:1/1"], Pointers(his));
    }

    private static IEnumerable<string> Pointers(RecordingConnection connection) =>
        connection.Lines.Where(line => line.StartsWith("pointers", StringComparison.Ordinal));

    private async Task BlockAsync(ConversationId direct) => Assert.True((await Fixture.Stores.Friends.EditPairAsync(
        direct, _ => new PairEdit { Relation = PairRelation.LowBlocks, At = 1 }, default)).IsOk);

    private async Task<(Account Ann, Account Bob, ConversationId Direct)> PairAsync()
    {
        var tenant = await Fixture.NewTenantAsync();
        var (ann, bob) = (await Fixture.AddPersonAsync(tenant), await Fixture.AddPersonAsync(tenant));
        return (ann, bob, await Fixture.AddDirectAsync(tenant, ann.Id, bob.Id));
    }

    private async Task<ConversationId> GroupAsync(Account owner, Account member)
    {
        var id = new ConversationId(Fixture.Ids.Next());
        await Fixture.Stores.Conversations.CreateGroupAsync(
            new Conversation
            {
                Id = id,
                TenantId = owner.TenantId,
                Kind = ConversationKind.Group,
                Title = "group",
                OwnerId = owner.Id,
                MaxMembers = 10,
                MemberCount = 2,
                MemberVersion = 1,
                CreatedAt = Fixture.Clock.NowMs,
            },
            [
                new Participant { ConversationId = id, UserId = owner.Id, Role = MemberRole.Owner, JoinedAt = 1 },
                new Participant { ConversationId = id, UserId = member.Id, JoinedAt = 1 },
            ],
            default);
        return id;
    }
}
