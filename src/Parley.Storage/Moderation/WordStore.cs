using System.Globalization;
using Parley.Moderation;
using Parley.Primitives;

namespace Parley.Storage.Moderation;

/// <summary>The list of sensitive words.</summary>
internal sealed class WordStore(Database database) : IWordStore
{
    private const string VersionKey = "sensitive_words version";

    public Task<long> ReadVersionAsync(CancellationToken cancel) => database.QueryAsync(ReadVersionAsync, cancel);

    public Task<(long Version, IReadOnlyList<SensitiveWord> Words)> ReadAsync(CancellationToken cancel) =>
        database.QueryAsync<(long, IReadOnlyList<SensitiveWord>)>(
            async sql =>
            {
                var version = await ReadVersionAsync(sql); // first: a change in between is seen, and read again for its version
                return (version, await sql.ListAsync(
                    "SELECT tenant_id, word, action, created_at FROM sensitive_words ORDER BY tenant_id, word_key",
                    row => new SensitiveWord(new TenantId(row.GetInt64(0)), row.GetString(1), (WordAction)row.GetInt16(2), row.GetInt64(3))));
            },
            cancel);

    public Task SetAsync(IReadOnlyList<(string Key, SensitiveWord Word)> words, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            await RaiseVersionAsync(sql);
            foreach (var (key, word) in words)
            {
                await sql.ExecuteAsync(
                    """
                    INSERT INTO sensitive_words (tenant_id, word_key, word, action, created_at) VALUES (@tenant, @key, @word, @action, @created)
                    ON CONFLICT (tenant_id, word_key) DO UPDATE SET word = excluded.word, action = excluded.action, created_at = excluded.created_at
                    """,
                    ("@tenant", word.TenantId.Value),
                    ("@key", key),
                    ("@word", word.Text),
                    ("@action", (short)word.Action),
                    ("@created", word.CreatedAt));
            }

            return words.Count;
        },
        cancel);

    public Task<bool> RemoveAsync(TenantId tenant, string key, string word, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            await RaiseVersionAsync(sql);
            return await sql.ExecuteAsync(
                "DELETE FROM sensitive_words WHERE tenant_id = @tenant AND (word_key = @key OR word = @word)",
                ("@tenant", tenant.Value),
                ("@key", key),
                ("@word", word)) > 0;
        },
        cancel);

    private static async ValueTask<long> ReadVersionAsync(SqlScope sql) => await sql.FirstAsync(
        "SELECT value FROM meta WHERE key = @key", row => long.Parse(row.GetString(0), CultureInfo.InvariantCulture), ("@key", VersionKey));

    // First, since it locks the row: editors go one after the other, and no version is given twice.
    private static ValueTask<int> RaiseVersionAsync(SqlScope sql) => sql.ExecuteAsync(
        """
        INSERT INTO meta (key, value) VALUES (@key, '1')
        ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(meta.value AS bigint) + 1 AS text)
        """,
        ("@key", VersionKey));
}
