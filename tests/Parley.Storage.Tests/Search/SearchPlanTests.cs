using Parley.Messages;
using Parley.Search;
using Parley.Storage.Search.PostgreSql;
using Parley.Storage.Search.Sqlite;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Search;

/// <summary>How the databases go about a search among many messages of others.</summary>
public sealed class SearchPlanTests(SqliteFixture sqlite, PostgresFixture postgres) : IClassFixture<SqliteFixture>, IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Sqlite_walks_the_index_from_the_newest_down_and_looks_up_the_rest()
    {
        var plan = await Sql.TextsAsync(
            sqlite.Stores, "EXPLAIN QUERY PLAN " + SqliteMatch.FindSql, row => row.GetString(3),
            ("@match", "\"x\""), ("@viewer", 1L), ("@low", 0L), ("@high", 9L), ("@from", 0L), ("@to", 9L), ("@most", 9));

        Assert.StartsWith("SCAN t VIRTUAL TABLE INDEX", plan[0], StringComparison.Ordinal);
        Assert.Contains("SEARCH m USING INTEGER PRIMARY KEY", plan[1], StringComparison.Ordinal);
        Assert.DoesNotContain(plan, line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));
        Assert.DoesNotContain(plan.Skip(1), line => line.StartsWith("SCAN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Postgres_asks_one_index_for_scope_and_words_at_once()
    {
        await using var world = await ChatWorld.CreateAsync(postgres);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        await world.SendAsync(await world.DirectAsync(ann, bob), ann);
        await Sql.RunAsync(
            world.Stores,
            """
            INSERT INTO message_tokens (message_id, conversation_id, seq, scope, words)
            SELECT n, n % 5000, n, ARRAY[n % 5000, -1], CAST('w' || n % 100 || ' common' AS tsvector) FROM generate_series(1, 100000) n
            """);
        await Sql.RunAsync(world.Stores, "ANALYZE message_tokens");
        var terms = new SearchTerms([new SearchWord("common", false)], Type: MessageType.Text);

        var plan = string.Join('\n', await Sql.TextsAsync(
            world.Stores, "EXPLAIN " + PostgresSearchSql.Find(terms), row => row.GetString(0),
            ("@viewer", ann.Id.Value), ("@low", 0L), ("@high", long.MaxValue), ("@from", 0L), ("@to", long.MaxValue), ("@most", 21), ("@type", -1L),
            ("@words", PostgresSearchSql.Query(terms.Words))));

        Assert.Matches(@"Index Cond: \(\(scope && .*\) AND \(scope @> .*\) AND \(words @@ .*\)\)", plan);
        Assert.DoesNotContain("Seq Scan on message_tokens", plan, StringComparison.Ordinal);
    }
}
