using Parley.Storage.Sqlite;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Sqlite;

public sealed class SqliteWriterTests(SqliteFixture fixture) : IClassFixture<SqliteFixture>
{
    private SqliteDatabase Database => (SqliteDatabase)fixture.Stores.Database;

    [Fact]
    public async Task One_item_that_throws_in_a_batch_of_256_harms_nobody_else()
    {
        var log = new List<string>();
        var items = Enumerable.Range(0, 256).Select(i => new Item(log, $"harm {i}", throws: i == 100)).ToList();
        await InOneBatchAsync(items);

        Assert.Equal(256, log.FindIndex(line => line.StartsWith("told", StringComparison.Ordinal))); // all ran before any was told: one commit
        Assert.Equal(items.Select(item => $"told {item.Name}"), log.Skip(256)); // in order
        Assert.Equal("harm 100 is broken", items[100].Fault?.Message);
        Assert.All(items.Where(item => item != items[100]), item => Assert.Null(item.Fault));
        Assert.Equal(255, await CountAsync("harm %"));
        Assert.Equal(0, await CountAsync("harm 100"));
    }

    [Fact]
    public async Task When_the_commit_fails_the_whole_batch_fails_and_the_next_one_succeeds()
    {
        var log = new List<string>();
        var items = Enumerable.Range(0, 5).Select(i => new Item(log, $"commit {i}", extra: i == 3
            ? "PRAGMA defer_foreign_keys = ON; INSERT INTO sessions VALUES (1, 404, 0, 0, 0, NULL, 0)" : null)).ToList();
        await InOneBatchAsync(items);

        Assert.All(items, item => Assert.Contains("FOREIGN KEY", item.Fault?.Message, StringComparison.Ordinal));
        Assert.Equal(0, await CountAsync("commit %"));
        await Database.WriteAsync(session => Insert(session, "commit after"), default);
        Assert.Equal(1, await CountAsync("commit %"));
    }

    [Fact]
    public async Task When_the_transaction_vanishes_under_an_item_all_are_told_so()
    {
        var log = new List<string>();
        var items = Enumerable.Range(0, 5).Select(i => new Item(log, $"vanish {i}", extra: i == 3 ? "ROLLBACK" : null)).ToList();
        await InOneBatchAsync(items);

        Assert.All(items, item => Assert.NotNull(item.Fault));
        Assert.Equal(0, await CountAsync("vanish %"));
        await Database.WriteAsync(session => Insert(session, "vanish after"), default);
    }

    [Fact]
    public async Task More_than_a_batch_is_written_in_order()
    {
        var log = new List<string>();
        var items = Enumerable.Range(0, 1000).Select(i => new Item(log, $"many {i}")).ToList();
        await InOneBatchAsync(items);

        Assert.Equal(items.Select(item => $"told {item.Name}"), log.Where(line => line.StartsWith("told", StringComparison.Ordinal)));
        Assert.Equal(256, log.FindIndex(line => line.StartsWith("told", StringComparison.Ordinal)));
        Assert.Equal(1000, await CountAsync("many %"));
    }

    [Fact]
    public async Task A_write_cancelled_while_it_waits_never_runs()
    {
        using var cancel = new CancellationTokenSource();
        using var gate = new ManualResetEventSlim();
        var blocking = Database.WriteAsync(_ => Wait(gate), default);
        var waiting = Database.WriteAsync(session => Insert(session, "cancelled"), cancel.Token);
        await cancel.CancelAsync();
        gate.Set();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await blocking;
        Assert.Equal(0, await CountAsync("cancelled"));
    }

    [Fact]
    public async Task An_item_that_throws_when_told_does_not_stop_the_writer()
    {
        Database.Enqueue(new Broken());
        Assert.Equal(1, await Database.WriteAsync(session => Insert(session, "after broken"), default));
    }

    [Fact]
    public async Task Closing_writes_what_is_queued_and_refuses_the_rest()
    {
        await using var own = new OwnFile();
        var database = await own.OpenAsync();
        var writes = Enumerable.Range(0, 500).Select(i => database.WriteAsync(session => Insert(session, $"closing {i}"), default)).ToList();
        await database.DisposeAsync();

        Assert.Equal(500, (await Task.WhenAll(writes)).Sum());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => database.WriteAsync(session => Insert(session, "late"), default));
    }

    internal static int Insert(SqliteSession session, string key)
    {
        var command = session.Prepared("INSERT INTO meta (key, value) VALUES (@key, '')");
        command.Parameters.Clear();
        command.Parameters.AddWithValue("@key", key);
        return command.ExecuteNonQuery();
    }

    private static int Wait(ManualResetEventSlim gate)
    {
        gate.Wait();
        return 0;
    }

    private Task<long> CountAsync(string pattern) => Database.QueryAsync(
        sql => sql.FirstAsync("SELECT count(*) FROM meta WHERE key LIKE @pattern", row => row.GetInt64(0), ("@pattern", pattern)), default);

    /// <summary>Holds the thread with a write until all items are queued, so that they meet in one batch.</summary>
    private async Task InOneBatchAsync(List<Item> items)
    {
        using var gate = new ManualResetEventSlim();
        using var isHeld = new ManualResetEventSlim();
        var holding = Database.WriteAsync(
            _ =>
            {
                isHeld.Set();
                return Wait(gate);
            },
            default);
        isHeld.Wait();
        items.ForEach(Database.Enqueue);
        gate.Set();
        await holding;
        await Task.WhenAll(items.Select(item => item.Told));
    }

    private sealed class Item(List<string> log, string name, bool throws = false, string? extra = null) : SqliteWrite
    {
        private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => name;

        public Exception? Fault { get; private set; }

        public Task Told => _told.Task;

        public override void Execute(SqliteSession session)
        {
            log.Add($"ran {name}");
            Insert(session, name);
            if (extra is not null)
            {
                using var command = session.CreateCommand();
                command.CommandText = extra;
                command.ExecuteNonQuery();
            }

            if (throws)
                throw new InvalidOperationException($"{name} is broken");
        }

        public override void Committed()
        {
            log.Add($"told {name}");
            _told.SetResult();
        }

        public override void Failed(Exception fault)
        {
            Fault = fault;
            Committed();
        }
    }

    private sealed class Broken : SqliteWrite
    {
        public override void Execute(SqliteSession session)
        {
        }

        public override void Committed() => throw new InvalidOperationException("Told and broken.");

        public override void Failed(Exception fault)
        {
        }
    }
}
