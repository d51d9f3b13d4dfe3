using System.Security.Cryptography;

namespace Parley.Storage.Migrations;

/// <summary>Compares what a database has with what this program knows; the same rules for both databases.</summary>
internal static class MigrationPlan
{
    public const string ReadApplied = "SELECT version, name, checksum FROM schema_migrations ORDER BY version";

    public const string Record =
        "INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (@version, @name, @checksum, @applied_at)";

    /// <summary>The database's identity, told with every sync: clients that see another start afresh.</summary>
    public const string RecordGeneration = "INSERT INTO meta (key, value) VALUES ('generation', @generation) ON CONFLICT (key) DO NOTHING";

    /// <summary>A new identity: 128 random bits in hex.</summary>
    public static string NewGeneration() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>What is still to be applied, in order.</summary>
    /// <exception cref="StorageException">The database is newer than this program, or an applied script has changed since.</exception>
    public static IReadOnlyList<Migration> Pending(IReadOnlyList<Migration> known, IReadOnlyList<AppliedMigration> applied, bool mayMigrate)
    {
        var byVersion = known.ToDictionary(migration => migration.Version);
        foreach (var old in applied)
        {
            if (!byVersion.Remove(old.Version, out var same))
                throw new StorageException($"The database has migration {old.Name}, which this program does not know: it needs a newer version of Parley.");
            if (same.Checksum != old.Checksum)
                throw new StorageException($"Migration {old.Name} has changed since it was applied to this database: restore the script as it was.");
        }

        if (byVersion.Count > 0 && !mayMigrate)
            throw new StorageException($"The database lacks migration {byVersion.Values.MinBy(migration => migration.Version)!.Name}: run 'parley migrate' while no server runs.");
        return [.. byVersion.Values.OrderBy(migration => migration.Version)];
    }
}
