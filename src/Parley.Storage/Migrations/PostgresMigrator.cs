using Microsoft.Extensions.Logging;
using Npgsql;
using Parley.Primitives;

namespace Parley.Storage.Migrations;

/// <summary>Brings a PostgreSQL database up to date; nodes that start at once wait for each other by an advisory lock.</summary>
internal sealed partial class PostgresMigrator(NpgsqlDataSource source, IReadOnlyList<Migration> known, TimeProvider clock, ILogger<PostgresMigrator> log)
{
    private const long LockKey = 0x5061_726C_6579_0001; // 'Parley', 1
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Applies what is pending, or refuses when there is something and <paramref name="mayMigrate"/> is false.</summary>
    public async Task RunAsync(bool mayMigrate, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        if (!mayMigrate)
        {
            MigrationPlan.Pending(known, await ReadAppliedAsync(connection, cancel), mayMigrate: false);
            return;
        }

        // Asked again and again rather than waited for: a waiting statement holds a snapshot, which an index built concurrently waits for.
        while (!await TryLockAsync(connection, cancel))
            await Task.Delay(Pause, clock, cancel);
        try
        {
            foreach (var migration in MigrationPlan.Pending(known, await ReadAppliedAsync(connection, cancel), mayMigrate))
                await ApplyAsync(connection, migration, cancel);
        }
        finally
        {
            await ExecuteAsync(connection, "SELECT pg_advisory_unlock(@key)", CancellationToken.None, ("key", LockKey));
        }

        await connection.ReloadTypesAsync(cancel);
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock(@key)", connection);
        command.Parameters.AddWithValue("key", LockKey);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task<List<AppliedMigration>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var exists = new NpgsqlCommand("SELECT to_regclass('schema_migrations') IS NOT NULL", connection);
        if (!(bool)(await exists.ExecuteScalarAsync(cancel))!)
            return [];
        await using var command = new NpgsqlCommand(MigrationPlan.ReadApplied, connection);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var applied = new List<AppliedMigration>();
        while (await rows.ReadAsync(cancel))
            applied.Add(new AppliedMigration(rows.GetInt32(0), rows.GetString(1), rows.GetString(2)));
        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, params (string Name, object Value)[] args)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 }; // an index of a large table takes what it takes
        foreach (var (name, value) in args)
            command.Parameters.AddWithValue(name, value);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancel)
    {
        try
        {
            await using var transaction = migration.InTransaction ? await connection.BeginTransactionAsync(cancel) : null;
            await ExecuteAsync(connection, migration.Sql, cancel);
            await ExecuteAsync(connection, "CREATE TABLE IF NOT EXISTS schema_migrations (version integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at bigint NOT NULL)", cancel);
            await ExecuteAsync(
                connection, MigrationPlan.Record, cancel, ("version", migration.Version), ("name", migration.Name), ("checksum", migration.Checksum), ("applied_at", clock.NowMs()));
            await ExecuteAsync(connection, MigrationPlan.RecordGeneration, cancel, ("generation", MigrationPlan.NewGeneration()));
            if (transaction is not null)
                await transaction.CommitAsync(cancel);
        }
        catch (PostgresException fault)
        {
            throw new StorageException($"Migration {migration.Name} failed: {fault.MessageText}", fault);
        }

        LogApplied(migration.Name);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Migration {Name} applied")]
    private partial void LogApplied(string name);
}
