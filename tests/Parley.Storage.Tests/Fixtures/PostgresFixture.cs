using Npgsql;

namespace Parley.Storage.Tests.Fixtures;

/// <summary>A database of its own on the server that PARLEY_TEST_POSTGRES names (a superuser's connection string); dropped at the end.</summary>
public sealed class PostgresFixture : DatabaseFixture
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("PARLEY_TEST_POSTGRES");
    private readonly string _name = $"parley_test_{Guid.NewGuid():N}";

    public override string? Missing => string.IsNullOrEmpty(Server) ? "PARLEY_TEST_POSTGRES names no PostgreSQL server." : null;

    public string ConnectionString => new NpgsqlConnectionStringBuilder(Server) { Database = _name, MaxPoolSize = 20 }.ConnectionString;

    public override DatabaseUrl Url => DatabaseUrl.Parse($"postgres:{ConnectionString}");

    public override Task CreateAsync() => RunAsync($"CREATE DATABASE {_name} TEMPLATE template0 ENCODING 'UTF8'");

    public override Task DropAsync() => RunAsync($"DROP DATABASE {_name} WITH (FORCE)");

    /// <summary>Returns once some transaction of this database waits for a lock, or the other way out is true.</summary>
    public void UntilSomebodyWaits(Func<bool> or)
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", connection);
        while ((long)command.ExecuteScalar()! == 0 && !or())
            Thread.Yield();
    }

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
