using Parley.Presence;
using Parley.Primitives;

namespace Parley.Storage.Presence;

/// <summary>When people were last connected.</summary>
internal sealed class LastSeenStore(Database database) : ILastSeenStore
{
    private const string Upsert = "ON CONFLICT (user_id) DO UPDATE SET seen_at = excluded.seen_at WHERE excluded.seen_at > last_seen.seen_at";

    public Task WriteAsync(IReadOnlyCollection<UserId> users, long seenAt, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            $"INSERT INTO last_seen (user_id, seen_at) SELECT u.id, @at FROM users u WHERE {sql.In("u.id", "@ids")} ORDER BY u.id {Upsert}", // in one order, so that two nodes don't meet
            ("@at", seenAt),
            ("@ids", sql.Ids(users.Select(user => user.Value)))),
        cancel);

    public async Task<IReadOnlyDictionary<UserId, long>> ReadAsync(IReadOnlyCollection<UserId> users, CancellationToken cancel)
    {
        var rows = await database.QueryAsync(
            sql => sql.ListAsync(
                $"SELECT user_id, seen_at FROM last_seen WHERE {sql.In("user_id", "@ids")}",
                row => (User: new UserId(row.GetInt64(0)), At: row.GetInt64(1)),
                ("@ids", sql.Ids(users.Select(user => user.Value)))),
            cancel);
        return rows.ToDictionary(row => row.User, row => row.At);
    }

    public async Task<IReadOnlyList<DeviceUse>> ReadDevicesAsync(UserId user, int limit, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            "SELECT device, max(moved_at) FROM device_positions WHERE user_id = @user GROUP BY device ORDER BY 2 DESC LIMIT @limit",
            row => new DeviceUse(row.GetString(0), row.GetInt64(1)),
            ("@user", user.Value),
            ("@limit", limit)),
        cancel);
}
