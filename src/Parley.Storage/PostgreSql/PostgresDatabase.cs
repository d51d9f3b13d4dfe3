using Microsoft.Extensions.Logging;
using Npgsql;
using Parley.Storage.Migrations;

namespace Parley.Storage.PostgreSql;

/// <summary>A PostgreSQL database and its connection pool.</summary>
internal sealed class PostgresDatabase : Database
{
    private const int Attempts = 8;

    private PostgresDatabase(NpgsqlDataSource source) => Source = source;

    /// <summary>The pool. Its statements are prepared by themselves on their second use.</summary>
    public NpgsqlDataSource Source { get; }

    public override DatabaseKind Kind => DatabaseKind.PostgreSql;

    /// <summary>Migrates and opens.</summary>
    /// <exception cref="StorageException">The schema is not one this program can work with.</exception>
    public static async Task<PostgresDatabase> OpenAsync(
        string connectionString, IReadOnlyList<Migration> migrations, StorageOptions options, TimeProvider clock, ILoggerFactory logs, CancellationToken cancel)
    {
        var source = Build(connectionString);
        try
        {
            await new PostgresMigrator(source, migrations, clock, logs.CreateLogger<PostgresMigrator>()).RunAsync(options.Migrate, cancel);
            return new PostgresDatabase(source);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a short transaction, again when PostgreSQL gave it up for another's sake (40001, 40P01).</summary>
    public async Task<T> TransactAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> body, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await Source.OpenConnectionAsync(cancel);
                await using var transaction = await connection.BeginTransactionAsync(cancel);
                var result = await body(connection, cancel);
                await transaction.CommitAsync(cancel);
                return result;
            }
            catch (PostgresException fault) when (attempt < Attempts && IsTransient(fault))
            {
                await Task.Delay(Random.Shared.Next(1, 1 << attempt), cancel); // so that two that met do not meet again
            }
        }
    }

    public override async Task<T> QueryAsync<T>(Func<SqlScope, ValueTask<T>> body, CancellationToken cancel)
    {
        await using var connection = await Source.OpenConnectionAsync(cancel);
        return await body(new PostgresScope(connection, cancel));
    }

    public override Task<T> TransactAsync<T>(Func<SqlScope, ValueTask<T>> body, CancellationToken cancel) =>
        TransactAsync(async (connection, stop) => await body(new PostgresScope(connection, stop)), cancel);

    public override string? TakenKey(Exception fault) =>
        fault is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique ? unique.ConstraintName : null;

    /// <summary>Whether the same transaction may succeed when run again.</summary>
    public static bool IsTransient(PostgresException fault) =>
        fault.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    public override ValueTask DisposeAsync() => Source.DisposeAsync();

    private static NpgsqlDataSource Build(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var parts = builder.ConnectionStringBuilder;
        parts.ApplicationName ??= "parley";
        parts.MaxAutoPrepare = 200;
        parts.AutoPrepareMinUsages = 2;
        parts.Options = $"{parts.Options} -c synchronous_commit=on".Trim(); // an ack means durable, whatever the server's default is
        return builder.Build(); // without a logger: Npgsql would log every statement, and a stack trace for every refused row
    }
}
