using Npgsql;
using Parley.Storage.PostgreSql;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.PostgreSql;

public sealed class PostgresDatabaseTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    private PostgresDatabase Database => (PostgresDatabase)fixture.Stores.Database;

    [Fact]
    public async Task Two_transactions_that_lock_each_other_out_both_succeed()
    {
        await Database.TransactAsync(sql => sql.ExecuteAsync("INSERT INTO meta VALUES ('one', '0'), ('two', '0')"), default);
        using var both = new Barrier(2);
        var runs = 0;
        await Task.WhenAll(CrossAsync("one", "two"), CrossAsync("two", "one"));

        Assert.InRange(runs, 3, 4); // one of the two was given up once; on a slow machine the server may give up both
        Assert.Equal(["2", "2"], await Database.QueryAsync(
            sql => sql.ListAsync("SELECT value FROM meta WHERE key IN ('one', 'two')", row => row.GetString(0)), default));

        Task<int> CrossAsync(string first, string second) => Task.Run(() => Database.TransactAsync(
            async sql =>
            {
                var isFirstRun = Interlocked.Increment(ref runs) <= 2;
                const string add = "UPDATE meta SET value = (value::integer + 1)::text WHERE key = @key";
                await sql.ExecuteAsync(add, ("@key", first));
                if (isFirstRun)
                    both.SignalAndWait();
                return await sql.ExecuteAsync(add, ("@key", second));
            },
            default));
    }

    [Fact]
    public async Task A_fault_that_no_retry_cures_is_told_at_once()
    {
        var runs = 0;
        await Assert.ThrowsAsync<PostgresException>(() => Database.TransactAsync(
            async sql =>
            {
                runs++;
                return await sql.ExecuteAsync("INSERT INTO meta VALUES (NULL, 'x')");
            },
            default));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Commits_are_durable_whatever_the_server_is_set_to()
    {
        await Database.QueryAsync(
            sql => sql.ExecuteAsync($"ALTER DATABASE \"{new NpgsqlConnectionStringBuilder(fixture.ConnectionString).Database}\" SET synchronous_commit = off"), default);
        await using var again = await fixture.OpenAsync();
        const string show = "SHOW synchronous_commit";
        Assert.Equal("on", await again.Database.QueryAsync(sql => sql.FirstAsync(show, row => row.GetString(0)), default));
        Assert.Equal("on", await again.Database.TransactAsync(sql => sql.FirstAsync(show, row => row.GetString(0)), default));

        // The writer's own session: a trigger writes down what holds while its messages are inserted.
        await Database.QueryAsync(
            sql => sql.ExecuteAsync(
                """
                CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN INSERT INTO meta VALUES ('noted', current_setting('synchronous_commit')); RETURN NULL; END $$;
                CREATE TRIGGER note AFTER INSERT ON messages EXECUTE FUNCTION note()
                """),
            default);
        await using (var world = await ChatWorld.CreateAsync(fixture))
        {
            var ann = await world.PersonAsync();
            Assert.Null((await world.SendAsync(await world.DirectAsync(ann, await world.PersonAsync()), ann)).Refusal);
        }

        Assert.Equal(
            ["on"], await Database.QueryAsync(sql => sql.ListAsync("SELECT value FROM meta WHERE key = 'noted'", row => row.GetString(0)), default));
    }
}
