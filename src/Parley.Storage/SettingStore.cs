using System.Data.Common;
using System.Globalization;
using Parley.Configuration;
using Parley.Primitives;

namespace Parley.Storage;

/// <summary>Settings that operators have changed.</summary>
internal sealed class SettingStore(Database database) : ISettingStore
{
    private const string VersionKey = "settings version";
    private const string ByName = "SELECT name, value, changed_by, changed_at FROM settings WHERE name = @name";

    public Task<long> ReadVersionAsync(CancellationToken cancel) => database.QueryAsync(ReadVersionAsync, cancel);

    public Task<(long Version, IReadOnlyList<ChangedSetting> Settings)> ReadAsync(CancellationToken cancel) =>
        database.QueryAsync<(long, IReadOnlyList<ChangedSetting>)>(
            async sql =>
            {
                var version = await ReadVersionAsync(sql); // first: a change in between is seen, and read again for its version
                return (version, await sql.ListAsync("SELECT name, value, changed_by, changed_at FROM settings ORDER BY name", Read));
            },
            cancel);

    public Task<ChangedSetting?> SetAsync(ChangedSetting setting, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            await RaiseVersionAsync(sql);
            var before = await sql.FirstAsync(ByName, Read, ("@name", setting.Name));
            await sql.ExecuteAsync(
                """
                INSERT INTO settings (name, value, changed_by, changed_at) VALUES (@name, @value, @by, @at)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_by = excluded.changed_by, changed_at = excluded.changed_at
                """,
                ("@name", setting.Name),
                ("@value", setting.Value),
                ("@by", setting.By.Value),
                ("@at", setting.At));
            return before;
        },
        cancel);

    public Task<ChangedSetting?> RemoveAsync(string name, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            await RaiseVersionAsync(sql);
            var before = await sql.FirstAsync(ByName, Read, ("@name", name));
            await sql.ExecuteAsync("DELETE FROM settings WHERE name = @name", ("@name", name));
            return before;
        },
        cancel);

    private static ChangedSetting Read(DbDataReader row) => new(row.GetString(0), row.GetString(1), new UserId(row.GetInt64(2)), row.GetInt64(3));

    private static async ValueTask<long> ReadVersionAsync(SqlScope sql) => await sql.FirstAsync(
        "SELECT value FROM meta WHERE key = @key", row => long.Parse(row.GetString(0), CultureInfo.InvariantCulture), ("@key", VersionKey));

    // First, since it locks the row: operators go one after the other, and no version is given twice.
    private static ValueTask<int> RaiseVersionAsync(SqlScope sql) => sql.ExecuteAsync(
        """
        INSERT INTO meta (key, value) VALUES (@key, '1')
        ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(meta.value AS bigint) + 1 AS text)
        """,
        ("@key", VersionKey));
}
