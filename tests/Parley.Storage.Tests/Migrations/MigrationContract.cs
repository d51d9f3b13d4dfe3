using Microsoft.Extensions.Logging.Abstractions;
using Parley.Storage.Migrations;
using Parley.Storage.PostgreSql;
using Parley.Storage.Sqlite;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Migrations;

public sealed class MigrationOnSqlite() : MigrationContract(new SqliteFixture());

public sealed class MigrationOnPostgres() : MigrationContract(new PostgresFixture())
{
    [Fact]
    public async Task Nodes_that_start_at_once_migrate_once()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => OpenAsync([.. Known, Extra]))));
        Assert.Equal(Known.Count + 1, (await AppliedAsync(opened[0])).Count);
        foreach (var database in opened)
            await database.DisposeAsync();
    }
}

/// <summary>Each test begins with a database that has no table.</summary>
public abstract class MigrationContract(DatabaseFixture fixture) : IAsyncLifetime
{
    private protected static readonly Migration Extra = new(9001, "9001_extra", "CREATE TABLE extra (id integer)");
    private protected IReadOnlyList<Migration> Known => Migration.Embedded(fixture.Url.Kind);

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(fixture.Missing is not null, fixture.Missing ?? "");
        await fixture.CreateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (fixture.Missing is null)
            await fixture.DropAsync();
    }

    [Fact]
    public async Task A_fresh_database_gets_every_script_once()
    {
        var generation = "";
        for (var start = 0; start < 2; start++)
        {
            await using var database = await OpenAsync(Known);
            var applied = await AppliedAsync(database);
            Assert.Equal(Known.Select(migration => (migration.Version, migration.Name, fixture.Clock.NowMs - (start * 1000))), applied);
            var found = await new MetaStore(database).ReadGenerationAsync(default);
            Assert.True(start == 0 || generation == found);
            generation = found;
            fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task A_new_script_is_added_to_an_old_database()
    {
        await using (await OpenAsync(Known))
        {
        }

        await using var database = await OpenAsync([.. Known, Extra]);
        Assert.Equal(0, await CountAsync(database, "extra"));
    }

    [Fact]
    public async Task A_script_that_changed_is_refused_by_name()
    {
        await using (await OpenAsync([.. Known, Extra]))
        {
        }

        var fault = await Assert.ThrowsAsync<StorageException>(() => OpenAsync([.. Known, Extra with { Sql = "CREATE TABLE other (id integer)" }]));
        Assert.Contains("9001_extra has changed", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_endings_do_not_change_a_script() =>
        Assert.Equal(new Migration(1, "a", "x\ny\n").Checksum, new Migration(1, "a", "x\r\ny\r\n").Checksum);

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        await using (await OpenAsync([.. Known, Extra]))
        {
        }

        var fault = await Assert.ThrowsAsync<StorageException>(() => OpenAsync(Known));
        Assert.Contains("9001_extra", fault.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_behind()
    {
        var broken = new Migration(9001, "9001_broken", "CREATE TABLE half (id integer); CREATE TABLE half (id integer)");
        var fault = await Assert.ThrowsAsync<StorageException>(() => OpenAsync([.. Known, broken]));
        Assert.Contains("9001_broken", fault.Message, StringComparison.Ordinal);

        await using var database = await OpenAsync(Known);
        await Assert.ThrowsAnyAsync<Exception>(() => CountAsync(database, "half"));
    }

    [Fact]
    public async Task Pending_scripts_are_refused_where_migrating_is_off()
    {
        var fault = await Assert.ThrowsAsync<StorageException>(() => OpenAsync(Known, new StorageOptions { Migrate = false }));
        Assert.Contains("0001_core", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_may_ask_for_no_transaction()
    {
        var concurrently = fixture.Url.Kind == DatabaseKind.PostgreSql ? "CONCURRENTLY" : "";
        var index = new Migration(9001, "9001_index", $"-- no transaction\nCREATE INDEX {concurrently} IF NOT EXISTS users_created ON users (created_at)");
        await using var database = await OpenAsync([.. Known, index]);
        Assert.Equal(Known.Count + 1, (await AppliedAsync(database)).Count);
    }

    private protected static Task<List<(int Version, string Name, long AppliedAt)>> AppliedAsync(Database database) => database.QueryAsync(
        sql => sql.ListAsync(
            "SELECT version, name, applied_at FROM schema_migrations ORDER BY version", row => (row.GetInt32(0), row.GetString(1), row.GetInt64(2))),
        default);

    private static Task<long> CountAsync(Database database, string table) =>
        database.QueryAsync(sql => sql.FirstAsync($"SELECT count(*) FROM {table}", row => row.GetInt64(0)), default);

    private protected async Task<Database> OpenAsync(IReadOnlyList<Migration> known, StorageOptions? options = null) => fixture.Url.Kind == DatabaseKind.Sqlite
        ? await SqliteDatabase.OpenAsync(fixture.Url.Target, known, options ?? new(), fixture.Clock, NullLogger.Instance, default)
        : await PostgresDatabase.OpenAsync(fixture.Url.Target, known, options ?? new(), fixture.Clock, NullLoggerFactory.Instance, default);
}
