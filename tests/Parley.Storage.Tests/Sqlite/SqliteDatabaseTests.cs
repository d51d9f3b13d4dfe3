using Microsoft.Data.Sqlite;
using Parley.Storage.Migrations;

namespace Parley.Storage.Tests.Sqlite;

public sealed class SqliteDatabaseTests
{
    [Fact]
    public async Task A_second_server_on_the_file_is_refused_until_the_first_is_gone()
    {
        await using var file = new OwnFile();
        await using (await file.OpenAsync())
        {
            var fault = await Assert.ThrowsAsync<StorageException>(() => file.OpenAsync());
            Assert.Contains("in use by a running server", fault.Message, StringComparison.Ordinal);
        }

        await using var next = await file.OpenAsync();
    }

    [Fact]
    public async Task A_shared_opening_writes_beside_the_server_and_leaves_its_lock()
    {
        await using var file = new OwnFile();
        await using var server = await file.OpenAsync();
        await using (var shared = await file.OpenAsync(new StorageOptions { Shared = true }))
        {
            await Task.WhenAll(Enumerable.Range(0, 50).SelectMany(i => new[]
            {
                server.WriteAsync(session => SqliteWriterTests.Insert(session, $"server {i}"), default),
                shared.WriteAsync(session => SqliteWriterTests.Insert(session, $"shared {i}"), default),
            }));
        }

        Assert.Equal(100, await server.ReadAsync(session => Scalar(session, "SELECT count(*) FROM meta WHERE key LIKE '% %'"), default));
        await Assert.ThrowsAsync<StorageException>(() => file.OpenAsync());
    }

    [Fact]
    public async Task A_shared_opening_beside_a_server_does_not_migrate()
    {
        await using var file = new OwnFile();
        await using var server = await file.OpenAsync();
        Migration[] newer = [.. Migration.Embedded(DatabaseKind.Sqlite), new Migration(9001, "9001_more", "CREATE TABLE more (id INTEGER)")];

        var fault = await Assert.ThrowsAsync<StorageException>(() => file.OpenAsync(new StorageOptions { Shared = true }, newer));
        Assert.Contains("9001_more", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_data_is_copied_before_it_is_migrated_and_a_new_one_is_not()
    {
        await using var file = new OwnFile();
        await using (var database = await file.OpenAsync())
            await database.WriteAsync(session => SqliteWriterTests.Insert(session, "before"), default);
        await using (await file.OpenAsync())
        {
        }

        Assert.Empty(Directory.GetFiles(file.Folder, "*.before-*"));
        Migration[] newer = [.. Migration.Embedded(DatabaseKind.Sqlite), new Migration(9001, "9001_drop", "DROP TABLE meta; CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)")];
        await using (await file.OpenAsync(known: newer))
        {
        }

        var copy = Assert.Single(Directory.GetFiles(file.Folder, "*.before-9001_drop-*"));
        await using var old = new SqliteConnection($"Data Source={copy};Pooling=False");
        await old.OpenAsync();
        Assert.Equal(1, Scalar(old, "SELECT count(*) FROM meta WHERE key = 'before'"));
    }

    [Fact]
    public async Task Commits_are_durable_and_foreign_keys_hold()
    {
        await using var file = new OwnFile();
        await using var database = await file.OpenAsync();
        var (mode, sync, keys) = await database.WriteAsync(
            session => (Text(session, "PRAGMA journal_mode"), Scalar(session, "PRAGMA synchronous"), Scalar(session, "PRAGMA foreign_keys")), default);

        Assert.Equal(("wal", 2, 1), (mode, sync, keys));
    }

    [Fact]
    public async Task A_reader_cannot_write_and_is_good_afterwards()
    {
        await using var file = new OwnFile();
        await using var database = await file.OpenAsync(new StorageOptions { Readers = 1 });

        await Assert.ThrowsAsync<SqliteException>(() => database.ReadAsync(session => SqliteWriterTests.Insert(session, "x"), default));
        Assert.Equal(1, await database.ReadAsync(session => Scalar(session, "SELECT count(*) FROM meta"), default));
    }

    [Fact]
    public async Task A_read_sees_one_snapshot_and_the_next_read_sees_what_came_since()
    {
        await using var file = new OwnFile();
        await using var database = await file.OpenAsync();
        const string count = "SELECT count(*) FROM meta WHERE key = 'new'";
        using var hasRead = new ManualResetEventSlim();
        using var isWritten = new ManualResetEventSlim();
        var reading = database.ReadAsync(
            session =>
            {
                var before = Scalar(session, count);
                hasRead.Set();
                isWritten.Wait();
                return (before, after: Scalar(session, count));
            },
            default);
        hasRead.Wait();
        await database.WriteAsync(session => SqliteWriterTests.Insert(session, "new"), default);
        isWritten.Set();

        Assert.Equal((0, 0), await reading);
        Assert.Equal(1, await database.ReadAsync(session => Scalar(session, count), default));
    }

    [Fact]
    public async Task A_shared_body_may_await_nothing_but_its_scope()
    {
        await using var file = new OwnFile();
        await using var database = await file.OpenAsync();
        var never = new TaskCompletionSource<int>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.TransactAsync(async _ => await never.Task, default));
    }

    private static long Scalar(SqliteConnection session, string sql)
    {
        using var command = session.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static string Text(SqliteConnection session, string sql)
    {
        using var command = session.CreateCommand();
        command.CommandText = sql;
        return (string)command.ExecuteScalar()!;
    }
}
