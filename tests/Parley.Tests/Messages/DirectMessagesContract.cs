using Parley.Accounts;
using Parley.Conversations;
using Parley.Friends;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;
using Parley.Tests.Delivery;

namespace Parley.Tests.Messages;

public sealed class DirectMessagesOnSqlite() : DirectMessagesContract(new SqliteFixture());

public sealed class DirectMessagesOnPostgres() : DirectMessagesContract(new PostgresFixture());

/// <summary>Numbered pages and reading between two people, on whatever database.</summary>
public abstract class DirectMessagesContract(DatabaseFixture fixture) : OwnDatabase(fixture)
{
    [Fact]
    public async Task Pages_are_ranges_of_seq_from_the_newest_down()
    {
        await using var world = await World.OpenAsync(Fixture);
        for (var i = 1; i <= 7; i++)
            await world.Node.SendAsync(world.Ann, world.Direct, $"m{i}");

        Assert.Equal(["m5", "m6", "m7"], await world.TextsAsync(world.Bob, world.Ann, 1, 3));
        Assert.Equal(["m2", "m3", "m4"], await world.TextsAsync(world.Bob, world.Ann, 2, 3));
        Assert.Equal(["m1"], await world.TextsAsync(world.Bob, world.Ann, 3, 3));
        Assert.Empty(await world.TextsAsync(world.Bob, world.Ann, 4, 3));
        Assert.Empty(await world.TextsAsync(world.Bob, world.Ann, int.MaxValue, 100));
        Assert.Equal(7, (await world.Messages.PageAsync(world.Bob, world.Ann.Id, 9, 3, default)).Value!.Total);
        var stranger = await Fixture.AddPersonAsync(world.Ann.TenantId);
        Assert.Null((await world.Messages.PageAsync(world.Ann, stranger.Id, 1, 3, default)).Value!.Conversation);
        Assert.Equal(ChatError.UserNotFound, (await world.Messages.PageAsync(world.Ann, new UserId(5), 1, 3, default)).Refusal?.Error);
        Assert.Equal(ChatError.SelfTarget, (await world.Messages.PageAsync(world.Ann, world.Ann.Id, 1, 3, default)).Refusal?.Error);
    }

    [Fact]
    public async Task Reading_says_how_many_of_the_others_messages_it_covers_newly()
    {
        await using var world = await World.OpenAsync(Fixture);
        var first = await world.Node.SendAsync(world.Ann, world.Direct, "one");
        await world.Node.SendAsync(world.Bob, world.Direct, "mine");
        await world.Node.SendAsync(world.Ann, world.Direct, "two");

        Assert.Equal(ChatError.MessageNotFound, (await world.Messages.MarkReadAsync(world.Bob, world.Ann.Id, [new MessageId(9)], null, default)).Refusal?.Error);
        Assert.Equal(1, (await world.Messages.MarkReadAsync(world.Bob, world.Ann.Id, [first.Message!.Id, new MessageId(9)], null, default)).Value);
        Assert.Equal(0, (await world.Messages.MarkReadAsync(world.Bob, world.Ann.Id, [first.Message.Id], null, default)).Value);
        Assert.Equal(1, (await world.Messages.MarkReadAsync(world.Bob, world.Ann.Id, null, null, default)).Value);
        Assert.Equal(0, (await world.Messages.MarkReadAsync(world.Bob, world.Ann.Id, [], null, default)).Value);
        var page = (await world.Messages.PageAsync(world.Ann, world.Bob.Id, 1, 10, default)).Value!;
        Assert.Equal([true, false, true], page.Messages.Select(message => page.IsRead(message, world.Ann.Id)));
    }

    [Fact]
    public async Task Reading_a_stranger_covers_nothing()
    {
        await using var world = await World.OpenAsync(Fixture);
        var stranger = await Fixture.AddPersonAsync(world.Ann.TenantId);
        var read = await world.Messages.MarkReadAsync(world.Ann, stranger.Id, null, null, default);
        Assert.Equal((true, 0L), (read.IsOk, read.Value));
        Assert.Equal(ChatError.MessageNotFound, (await world.Messages.MarkReadAsync(world.Ann, stranger.Id, [new MessageId(9)], null, default)).Refusal?.Error);
    }

    [Fact]
    public async Task A_blocked_pair_is_not_shown_how_far_the_other_has_read()
    {
        await using var world = await World.OpenAsync(Fixture);
        await world.Node.SendAsync(world.Ann, world.Direct, "hers");
        await world.Node.SendAsync(world.Bob, world.Direct, "his");
        foreach (var (reader, peer) in new[] { (world.Bob, world.Ann), (world.Ann, world.Bob) })
            Assert.Equal(1, (await world.Messages.MarkReadAsync(reader, peer.Id, null, "phone", default)).Value);
        await Fixture.Stores.Friends.EditPairAsync(world.Direct, _ => new PairEdit { Relation = PairRelation.LowBlocks, At = 1 }, default);
        var page = (await world.Messages.PageAsync(world.Ann, world.Bob.Id, 1, 10, default)).Value!;
        Assert.Equal([false, true], page.Messages.Select(message => page.IsRead(message, world.Ann.Id)));
        Assert.Equal(0, page.PeerReadSeq);
    }

    private sealed class World : IAsyncDisposable
    {
        public required TestNode Node { get; init; }

        public required Account Ann { get; init; }

        public required Account Bob { get; init; }

        public required ConversationId Direct { get; init; }

        public required DirectMessages Messages { get; init; }

        public static async Task<World> OpenAsync(DatabaseFixture fixture)
        {
            var node = new TestNode(fixture.Stores, fixture.Settled, fixture);
            var tenant = await fixture.NewTenantAsync();
            var (ann, bob) = (await fixture.AddPersonAsync(tenant), await fixture.AddPersonAsync(tenant));
            return new World
            {
                Node = node,
                Ann = ann,
                Bob = bob,
                Direct = await fixture.AddDirectAsync(tenant, ann.Id, bob.Id),
                Messages = new DirectMessages(fixture.Stores.Messages, fixture.Stores.Conversations, node.Directs, node.Accounts, node.Receipts),
            };
        }

        public async Task<string[]> TextsAsync(Account viewer, Account peer, int page, int size) =>
            [.. (await Messages.PageAsync(viewer, peer.Id, page, size, default)).Value!.Messages.Select(message => message.Body.Text)];

        public ValueTask DisposeAsync() => Node.DisposeAsync();
    }
}
