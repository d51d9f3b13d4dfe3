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

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
