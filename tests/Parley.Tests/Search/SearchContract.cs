using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Configuration;
using Parley.Conversations;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;
using Parley.Search;
using Parley.Storage.Tests.Fixtures;
using Parley.Tests.Delivery;

namespace Parley.Tests.Search;

public sealed class SearchOnSqlite() : SearchContract(new SqliteFixture());

public sealed class SearchOnPostgres() : SearchContract(new PostgresFixture());

/// <summary>The search and the index that follows delivery, over a real store.</summary>
public abstract class SearchContract(DatabaseFixture fixture) : OwnDatabase(fixture)
{
    [Fact]
    public async Task What_was_acknowledged_is_found_at_once()
    {
        await using var world = await World.OpenAsync(Fixture);
        for (var i = 0; i < 20; i++)
        {
            await world.Node.SendAsync(world.Ann, world.Direct, $"instant {i}");
            var page = await world.SearchAsync(world.Bob, $"instant {i}");
            Assert.Equal($"instant {i}", page.Items[0].Message.Body.Text);
        }
    }

    [Fact]
    public async Task What_was_recalled_is_found_no_more()
    {
        await using var world = await World.OpenAsync(Fixture);
        var history = new MessageHistory(Fixture.Stores.Messages, Fixture.Stores.Conversations, world.Access, world.Node.Receipts, world.Node.Fanout, world.Node.Audit, Fixture.Clock);
        var send = await world.Node.SendAsync(world.Ann, world.Direct, "regret");
        Assert.Single((await world.SearchAsync(world.Bob, "regret")).Items);
        Assert.True((await history.RecallAsync(world.Ann, send.Id, default)).IsOk);
        Assert.Empty((await world.SearchAsync(world.Bob, "regret")).Items);
        await world.Node.SettleAsync();
        Assert.Empty((await world.SearchAsync(world.Ann, "regret")).Items);
    }

    [Fact]
    public async Task A_start_finds_what_nobody_named()
    {
        await using var world = await World.OpenAsync(Fixture, follows: false);
        await world.Node.SendAsync(world.Ann, world.Direct, "before the crash");
        Assert.Empty((await world.SearchAsync(world.Bob, "crash")).Items);
        world.Indexer.Start();
        await world.Store.WhenIndexed(world.Direct);
        Assert.Single((await world.SearchAsync(world.Bob, "crash")).Items);
    }

    [Fact]
    public async Task A_conversation_that_can_not_be_indexed_holds_up_no_other()
    {
        await using var world = await World.OpenAsync(Fixture, follows: false);
        var directs = new List<ConversationId> { world.Direct };
        for (var i = 0; i < 8; i++)
            directs.Add((await world.Node.Directs.OpenAsync(world.Bob, (await Fixture.AddPersonAsync(world.Ann.TenantId)).Id, default)).Value);
        foreach (var direct in directs)
            await world.Node.SendAsync(world.Bob, direct, "good");
        var bad = directs[3];
        world.Store.Bad = bad;
        world.Indexer.Start();

        foreach (var direct in directs.Where(direct => direct != bad))
            await world.Store.WhenIndexed(direct);
        Assert.DoesNotContain((await world.SearchAsync(world.Bob, "good")).Items, item => item.Conversation.Id == bad);
        world.Store.Bad = default;
        Fixture.Clock.Advance(TimeSpan.FromMinutes(5)); // the next walk
        await world.Store.WhenIndexed(bad);
        Assert.Equal(9, (await world.SearchAsync(world.Bob, "good")).Items.Count);
    }

    [Fact]
    public async Task Pages_by_id_and_by_number_show_each_match_once()
    {
        await using var world = await World.OpenAsync(Fixture);
        for (var i = 1; i <= 7; i++)
            await world.Node.SendAsync(world.Ann, world.Direct, $"item {i}");

        var seen = new List<string>();
        MessageId? before = null;
        while (true)
        {
            var page = (await world.Search.SearchAsync(world.Bob, new MessageQuery { Text = "item" }, before, 3, default)).Value!;
            seen.AddRange(page.Items.Select(item => item.Message.Body.Text));
            if (!page.HasMore)
                break;
            before = page.Items[^1].Message.Id;
        }

        var expected = Enumerable.Range(1, 7).Reverse().Select(i => $"item {i}").ToArray();
        Assert.Equal(expected, seen);
        var numbered = (await world.Search.SearchPageAsync(world.Bob, new MessageQuery { Text = "item" }, 3, 3, default)).Value!;
        Assert.Equal((expected[6], 7, true), (Assert.Single(numbered.Items).Message.Body.Text, numbered.Total, numbered.IsExact));
        var past = (await world.Search.SearchPageAsync(world.Bob, new MessageQuery { Text = "item" }, int.MaxValue, 100, default)).Value!;
        Assert.Equal((0, 7), (past.Items.Count, past.Total));
    }

    [Fact]
    public async Task A_bad_query_is_told_what_is_wrong_with_it()
    {
        await using var world = await World.OpenAsync(Fixture);
        await RefusedAsync(new MessageQuery(), ChatError.InvalidField, "q");
        await RefusedAsync(new MessageQuery { Text = "" }, ChatError.InvalidField, "q");
        await RefusedAsync(new MessageQuery { Text = "  " }, ChatError.InvalidField, "q");
        await RefusedAsync(new MessageQuery { Text = "?!，" }, ChatError.InvalidField, "q");
        await RefusedAsync(new MessageQuery { Text = "?", Type = MessageType.Image }, ChatError.InvalidField, "q");
        await RefusedAsync(new MessageQuery { Type = MessageType.Text }, ChatError.InvalidField, "q");
        await RefusedAsync(new MessageQuery { Text = new string('好', 101) }, ChatError.InvalidField, "q", 100);
        await RefusedAsync(new MessageQuery { Text = "a\0b" }, ChatError.TextInvalid);
        await RefusedAsync(new MessageQuery { Text = "a\ud800" }, ChatError.TextInvalid);
        await RefusedAsync(new MessageQuery { Text = "x", From = 2, To = 1 }, ChatError.InvalidField, "to");
        await RefusedAsync(new MessageQuery { Text = "x", Conversation = new ConversationId(5) }, ChatError.ConversationNotFound);
        var stranger = await Fixture.AddPersonAsync(world.Ann.TenantId);
        Assert.Equal(ChatError.NotParticipant, (await world.Search.SearchAsync(stranger, new MessageQuery { Text = "x", Conversation = world.Direct }, null, 1, default)).Refusal?.Error);
        var foreigner = await Fixture.AddPersonAsync(await Fixture.NewTenantAsync());
        Assert.Equal(ChatError.ConversationNotFound, (await world.Search.SearchAsync(foreigner, new MessageQuery { Text = "x", Conversation = world.Direct }, null, 1, default)).Refusal?.Error);
        Assert.Equal("limit", (await world.Search.SearchAsync(world.Bob, new MessageQuery { Text = "x" }, null, 0, default)).Refusal?.Field);
        Assert.Equal("limit", (await world.Search.SearchAsync(world.Bob, new MessageQuery { Text = "x" }, null, 101, default)).Refusal?.Field);
        Assert.Equal("page", (await world.Search.SearchPageAsync(world.Bob, new MessageQuery { Text = "x" }, 0, 5, default)).Refusal?.Field);
        Assert.Equal("pageSize", (await world.Search.SearchPageAsync(world.Bob, new MessageQuery { Text = "x" }, 1, 101, default)).Refusal?.Field);
        Assert.True((await world.Search.SearchAsync(world.Bob, new MessageQuery { Text = string.Concat(Enumerable.Repeat("😀", 100)) }, null, 1, default)).IsOk);
        Assert.True((await world.Search.SearchAsync(world.Bob, new MessageQuery { Type = MessageType.Image }, null, 1, default)).IsOk);

        async Task RefusedAsync(MessageQuery query, ChatError error, string? field = null, long? limit = null)
        {
            var refusal = (await world.Search.SearchAsync(world.Bob, query, null, 20, default)).Refusal;
            Assert.Equal((error, field, limit), (refusal!.Error, refusal.Field, refusal.Limit));
        }
    }

    [Fact]
    public async Task Searches_have_a_rate()
    {
        await using var world = await World.OpenAsync(Fixture);
        var limited = new MessageSearch(Fixture.Stores.Search, world.Indexer, world.Access, new RateLimits(), new RateLimiter(new RateLimits(), Fixture.Clock));
        for (var i = 0; i < 20; i++)
            Assert.True((await limited.SearchAsync(world.Bob, new MessageQuery { Text = "x" }, null, 1, default)).IsOk);
        Assert.Equal(ChatError.RateLimited, (await limited.SearchAsync(world.Bob, new MessageQuery { Text = "x" }, null, 1, default)).Refusal?.Error);
        Assert.True((await limited.SearchAsync(world.Ann, new MessageQuery { Text = "x" }, null, 1, default)).IsOk);
    }

    private sealed class World : IAsyncDisposable
    {
        public required TestNode Node { get; init; }

        public required MessageIndexer Indexer { get; init; }

        public required WatchedSearchStore Store { get; init; }

        public required MessageSearch Search { get; init; }

        public required Access Access { get; init; }

        public required Account Ann { get; init; }

        public required Account Bob { get; init; }

        public required ConversationId Direct { get; init; }

        public static async Task<World> OpenAsync(DatabaseFixture fixture, bool follows = true)
        {
            var node = new TestNode(fixture.Stores, fixture.Settled, fixture);
            var store = new WatchedSearchStore(fixture.Stores.Search);
            var indexer = new MessageIndexer(store, fixture.Clock, NullLogger<MessageIndexer>.Instance);
            if (follows)
                indexer.Start(node.Fanout);
            var limits = new RateLimits(new Settings(key => key == "Limits:Enabled" ? "false" : null, _ => []));
            var tenant = await fixture.NewTenantAsync();
            var (ann, bob) = (await fixture.AddPersonAsync(tenant), await fixture.AddPersonAsync(tenant));
            var access = new Access(fixture.Stores.Conversations);
            return new World
            {
                Node = node,
                Indexer = indexer,
                Store = store,
                Search = new MessageSearch(store, indexer, access, limits, new RateLimiter(limits, fixture.Clock)),
                Access = access,
                Ann = ann,
                Bob = bob,
                Direct = (await node.Directs.OpenAsync(ann, bob.Id, default)).Value,
            };
        }

        public async Task<FoundPage> SearchAsync(Account viewer, string text) =>
            (await Search.SearchAsync(viewer, new MessageQuery { Text = text }, null, 20, default)).Value!;

        public async ValueTask DisposeAsync()
        {
            await Indexer.DisposeAsync();
            await Node.DisposeAsync();
        }
    }
}
