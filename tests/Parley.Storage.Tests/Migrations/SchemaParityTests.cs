using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Migrations;

public sealed class SchemaParityTests(SqliteFixture sqlite, PostgresFixture postgres) : IClassFixture<SqliteFixture>, IClassFixture<PostgresFixture>
{
    // message_tokens, the index of words, is FTS5 here and a table with a GIN there.
    [Fact]
    public async Task Both_databases_have_the_same_tables_columns_and_indexes()
    {
        Assert.Equal(
            await ReadAsync(postgres, """
                SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'NO' THEN '!' ELSE '' END
                FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'message_tokens'
                UNION ALL SELECT tablename || ' has ' || indexname FROM pg_indexes
                WHERE schemaname = 'public' AND tablename <> 'message_tokens' AND indexname NOT LIKE '%\_pkey' AND indexname NOT LIKE '%\_key'
                """),
            await ReadAsync(sqlite, """
                SELECT t.name || '.' || c.name || CASE WHEN c."notnull" OR c.pk THEN '!' ELSE '' END
                FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND t.name NOT LIKE 'message\_tokens%' ESCAPE '\'
                UNION ALL SELECT tbl_name || ' has ' || name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
                """));
    }

    private static async Task<IEnumerable<string>> ReadAsync(DatabaseFixture fixture, string sql) =>
        (await fixture.Stores.Database.QueryAsync(scope => scope.ListAsync(sql, row => row.GetString(0)), default)).Order(StringComparer.Ordinal);
}
