using Parley.Secrets;

namespace Parley.Storage;

/// <summary>The installation's own few facts: its generation and its keys' fingerprints.</summary>
internal sealed class MetaStore(Database database) : IKeyFingerprintStore
{
    private const string Read = "SELECT value FROM meta WHERE key = @key";

    /// <summary>The database's identity: changed by a restore or failover, told with every sync.</summary>
    public async Task<string> ReadGenerationAsync(CancellationToken cancel) =>
        await database.QueryAsync(sql => sql.FirstAsync(Read, row => row.GetString(0), ("@key", "generation")), cancel)
        ?? throw new StorageException("The database has no generation: it was not made by Parley.");

    public Task<string?> RecordAsync(string name, string fingerprint, CancellationToken cancel) =>
        database.TransactAsync(
            async sql =>
            {
                var key = $"key:{name}";
                await sql.ExecuteAsync(
                    "INSERT INTO meta (key, value) VALUES (@key, @value) ON CONFLICT (key) DO NOTHING", ("@key", key), ("@value", fingerprint));
                return await sql.FirstAsync(Read, row => row.GetString(0), ("@key", key));
            },
            cancel);
}
