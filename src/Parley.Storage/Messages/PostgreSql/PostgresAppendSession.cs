using Npgsql;

namespace Parley.Storage.Messages.PostgreSql;

/// <summary>The writer's own connection with its statements prepared. Owner: the writer.</summary>
internal sealed class PostgresAppendSession : IAsyncDisposable
{
    /// <summary>A database that answers no sooner counts as away: the senders are waiting.</summary>
    public const int TimeoutSeconds = 5;

    private readonly NpgsqlConnection _connection;

    private PostgresAppendSession(NpgsqlConnection connection, PostgresAppendReads reads, PostgresAppendWrites writes)
    {
        _connection = connection;
        Reads = reads;
        Writes = writes;
    }

    /// <summary>The first round trip.</summary>
    public PostgresAppendReads Reads { get; }

    /// <summary>The second.</summary>
    public PostgresAppendWrites Writes { get; }

    /// <summary>Connects, sets the session up and prepares.</summary>
    public static async Task<PostgresAppendSession> OpenAsync(NpgsqlDataSource source)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(TimeoutSeconds));
        var connection = await source.OpenConnectionAsync(timeout.Token);
        try
        {
            await using (var setup = new NpgsqlCommand(PostgresAppendSql.Session, connection))
                await setup.ExecuteNonQueryAsync(timeout.Token);
            return new PostgresAppendSession(
                connection,
                await PostgresAppendReads.PrepareAsync(connection, timeout.Token),
                await PostgresAppendWrites.PrepareAsync(connection, timeout.Token));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the transaction with nothing written.</summary>
    public async Task RollbackAsync()
    {
        await using var rollback = new NpgsqlCommand("ROLLBACK", _connection) { CommandTimeout = TimeoutSeconds };
        await rollback.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Reads.Dispose();
        Writes.Dispose();
        return _connection.DisposeAsync();
    }
}
