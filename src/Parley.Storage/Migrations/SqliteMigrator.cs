using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Parley.Primitives;
using Parley.Storage.Sqlite;

namespace Parley.Storage.Migrations;

/// <summary>Brings a SQLite file up to date, before its writer starts and under its lock. A file with data is copied first.</summary>
internal sealed partial class SqliteMigrator(string path, IReadOnlyList<Migration> known, TimeProvider clock, ILogger log)
{
    /// <summary>Applies what is pending, or refuses when there is something and <paramref name="mayMigrate"/> is false.</summary>
    public void Run(bool mayMigrate)
    {
        using var session = SqliteSession.OpenWriter(path);
        var isEmpty = Count(session, "SELECT count(*) FROM sqlite_master") == 0;
        var pending = MigrationPlan.Pending(known, ReadApplied(session), mayMigrate);
        if (pending.Count == 0)
            return;
        if (!isEmpty)
            Copy(session, pending[0]);
        foreach (var migration in pending)
            Apply(session, migration);
    }

    private static List<AppliedMigration> ReadApplied(SqliteSession session)
    {
        if (Count(session, "SELECT count(*) FROM sqlite_master WHERE name = 'schema_migrations'") == 0)
            return [];
        using var command = session.CreateCommand();
        command.CommandText = MigrationPlan.ReadApplied;
        using var rows = command.ExecuteReader();
        var applied = new List<AppliedMigration>();
        while (rows.Read())
            applied.Add(new AppliedMigration(rows.GetInt32(0), rows.GetString(1), rows.GetString(2)));
        return applied;
    }

    private static long Count(SqliteSession session, string sql)
    {
        using var command = session.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteSession session, string sql, params (string Name, object Value)[] args)
    {
        using SqliteCommand command = session.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in args)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }

    private void Copy(SqliteSession session, Migration first)
    {
        var copy = $"{path}.before-{first.Name}-{clock.NowMs()}";
        Execute(session, "VACUUM INTO @copy", ("@copy", copy));
        LogCopied(copy);
    }

    private void Apply(SqliteSession session, Migration migration)
    {
        if (migration.InTransaction)
            session.Say("BEGIN IMMEDIATE");
        try
        {
            Execute(session, migration.Sql);
            Execute(session, "CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL)");
            Execute(session, MigrationPlan.Record, ("@version", migration.Version), ("@name", migration.Name), ("@checksum", migration.Checksum), ("@applied_at", clock.NowMs()));
            Execute(session, MigrationPlan.RecordGeneration, ("@generation", MigrationPlan.NewGeneration()));
            if (migration.InTransaction)
                session.Say("COMMIT");
        }
        catch (SqliteException fault)
        {
            if (!session.IsOutsideTransaction)
                session.Say("ROLLBACK");
            throw new StorageException($"Migration {migration.Name} failed: {fault.Message}", fault);
        }

        LogApplied(migration.Name);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Migration {Name} applied")]
    private partial void LogApplied(string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database was copied to {Copy} before migrating")]
    private partial void LogCopied(string copy);
}
