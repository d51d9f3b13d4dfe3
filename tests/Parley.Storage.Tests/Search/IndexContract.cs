using Parley.Conversations;
using Parley.Primitives;
using Parley.Search;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Search;

/// <summary>On SQLite.</summary>
public sealed class SqliteIndexTests(SqliteFixture fixture) : IndexContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresIndexTests(PostgresFixture fixture) : IndexContract(fixture), IClassFixture<PostgresFixture>
{
    private readonly PostgresFixture _fixture = fixture;

    [Fact]
    public async Task Nodes_that_index_the_same_at_once_do_it_once()
    {
        await using var world = await ChatWorld.CreateAsync(_fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var directs = new List<Conversation>();
        for (var i = 0; i < 20; i++)
            directs.Add(await world.DirectAsync(await world.PersonAsync(), bob));
        await using var other = await world.AnotherAsync(_fixture);
        var group = await world.GroupAsync(ann, bob);
        await world.RunAsync([.. directs.SelectMany(direct => Enumerable.Range(0, 50).Select(i => ChatWorld.Send(direct.Id, bob, $"shared {i}")))]);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? world : other).IndexAsync([.. directs, group])));

        Assert.Equal(1000, (await world.FindAllAsync(bob, "shared", take: 1, most: 2000)).Matches);
    }
}

/// <summary>How the index follows what is stored, on whatever database.</summary>
public abstract class IndexContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task A_long_conversation_comes_in_steps_beside_short_ones()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var (direct, group) = (await world.DirectAsync(ann, bob), await world.GroupAsync(ann, bob));
        await world.RunAsync([.. Enumerable.Range(1, 1500).Select(i => ChatWorld.Send(direct.Id, ann, $"long {i}"))]);
        await world.SendAsync(group, ann, "long and short");

        var first = await world.Stores.Search.IndexAsync([direct.Id, group.Id], default);

        Assert.Equal([direct.Id], first.Unfinished);
        Assert.InRange(first.Count, 100, 1001);
        Assert.Contains("long and short", await world.FindAsync(bob, "long"));
        await world.IndexAsync(direct, group);
        Assert.Equal(1501, (await world.FindAllAsync(bob, "long", take: 1, most: 2000)).Matches);
        Assert.Equal(0, (await world.Stores.Search.IndexAsync([direct.Id, group.Id], default)).Count);
    }

    [Fact]
    public async Task Long_texts_make_a_step_short()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        await world.RunAsync([.. Enumerable.Range(0, 100).Select(i => ChatWorld.Send(direct.Id, ann, string.Concat(Enumerable.Range(0, 1000).Select(c => (char)(0x4E00 + (i * 100) + c)))))]);

        Assert.InRange((await world.Stores.Search.IndexAsync([direct.Id], default)).Count, 8, 65);
        await world.IndexAsync(direct);
        Assert.Equal(10, (await world.FindAllAsync(bob, $"{(char)(0x4E00 + 999)}", most: 100)).Matches);
    }

    [Fact]
    public async Task The_walk_tells_the_conversations_that_the_index_is_behind_in()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var (direct, empty, group) = (await world.DirectAsync(ann, bob), await world.DirectAsync(ann, await world.PersonAsync()), await world.GroupAsync(ann, bob));
        await world.SendAsync(direct, ann);
        await world.SendAsync(group, ann);

        Assert.Equal([direct.Id, group.Id], new[] { direct.Id, empty.Id, group.Id }.Intersect(await WalkAsync(world)));
        await world.IndexAsync(direct, group);
        Assert.DoesNotContain(direct.Id, await WalkAsync(world));
        await world.SendAsync(direct, bob);
        Assert.Contains(direct.Id, await WalkAsync(world));
        Assert.DoesNotContain(group.Id, await WalkAsync(world));
    }

    [Fact]
    public async Task An_emptied_index_is_made_anew()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        await world.SendAsync(direct, ann, "phoenix");
        await world.IndexAsync(direct);
        await world.Stores.Search.ClearAsync(default);

        Assert.Empty(await world.FindAsync(bob, "phoenix"));
        await using var indexer = new MessageIndexer(world.Stores.Search, fixture.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<MessageIndexer>.Instance);
        Assert.True(await indexer.CatchUpAsync(default) >= 1);
        Assert.Equal(["phoenix"], await world.FindAsync(bob, "phoenix"));
    }

    [Fact]
    public async Task Somebody_in_a_thousand_conversations_searches_all_of_them()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var ann = await world.PersonAsync();
        var groups = new List<Conversation>();
        for (var i = 0; i < 1000; i++)
            groups.Add(await world.GroupAsync(ann));
        await world.RunAsync([.. groups.Select((group, i) => ChatWorld.Send(group.Id, ann, $"crowd {i}"))]);
        foreach (var chunk in groups.Chunk(MessageIndexer.ConversationsAtOnce))
            await world.IndexAsync(chunk);

        Assert.Equal(1000, (await world.FindAllAsync(ann, "crowd", take: 1, most: 2000)).Matches);
        Assert.Equal(["crowd 517"], await world.FindAsync(ann, "517"));
    }

    [Fact]
    public async Task Every_character_that_can_be_stored_can_be_indexed_and_found()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var texts = Enumerable.Range(0, 0x323B0).Where(value => value is not 0 and not (>= 0xD800 and <= 0xDFFF))
            .Select(value => char.ConvertFromUtf32(value)).Chunk(900).Select(chunk => string.Concat(chunk)).ToArray();
        await world.RunAsync([.. texts.Select(text => ChatWorld.Send(direct.Id, ann, text))]);
        await world.IndexAsync(direct);

        foreach (var text in texts.Where((_, i) => i % 10 == 0))
        {
            foreach (var token in Tokeniser.Cut(text).Where((_, i) => i % 100 == 0))
                Assert.Contains(text, await world.FindAsync(bob, token));
        }
    }

    private static async Task<HashSet<ConversationId>> WalkAsync(ChatWorld world)
    {
        var all = new HashSet<ConversationId>();
        for (ConversationId? at = default(ConversationId); at is { } after;)
        {
            var stretch = await world.Stores.Search.FindBehindAsync(after, default);
            all.UnionWith(stretch.Conversations);
            at = stretch.Next;
        }

        return all;
    }
}
