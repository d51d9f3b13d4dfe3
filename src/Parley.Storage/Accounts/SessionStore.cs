using System.Data.Common;
using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Storage.Accounts;

/// <summary>Signed-in sessions.</summary>
internal sealed class SessionStore(Database database) : ISessionStore
{
    public Task CreateAsync(Session session, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            """
            INSERT INTO sessions (id, user_id, generation, rotated_at, expires_at, revoked_at, created_at)
            VALUES (@id, @user, @generation, @rotated, @expires, @revoked, @created)
            """,
            ("@id", session.Id.Value),
            ("@user", session.UserId.Value),
            ("@generation", session.Generation),
            ("@rotated", session.RotatedAt),
            ("@expires", session.ExpiresAt),
            ("@revoked", session.RevokedAt),
            ("@created", session.CreatedAt)),
        cancel);

    public Task<Session?> FindAsync(SessionId id, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            "SELECT id, user_id, generation, rotated_at, expires_at, revoked_at, created_at FROM sessions WHERE id = @id", Read, ("@id", id.Value)),
        cancel);

    public async Task<bool> TryRotateAsync(SessionId id, int generation, long nowMs, long expiresAt, CancellationToken cancel)
    {
        // The condition is on the row that is written: of two at once, one finds the generation already raised.
        var rotated = await database.TransactAsync(
            sql => sql.ExecuteAsync(
                """
                UPDATE sessions SET generation = generation + 1, rotated_at = @now, expires_at = @expires
                WHERE id = @id AND generation = @generation AND revoked_at IS NULL
                """,
                ("@id", id.Value),
                ("@generation", generation),
                ("@now", nowMs),
                ("@expires", expiresAt)),
            cancel);
        return rotated == 1;
    }

    public Task RevokeAsync(SessionId id, long nowMs, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            var user = await sql.FirstAsync(
                "UPDATE sessions SET revoked_at = @now WHERE id = @id AND revoked_at IS NULL RETURNING user_id",
                row => row.GetInt64(0),
                ("@id", id.Value),
                ("@now", nowMs));
            return user == 0 ? 0 : await UserChanges.TellAsync(sql, new UserId(user));
        },
        cancel);

    public Task RevokeAllAsync(UserId user, SessionId? except, long nowMs, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            var ended = await sql.ExecuteAsync(
                "UPDATE sessions SET revoked_at = @now WHERE user_id = @user AND id <> @except AND revoked_at IS NULL",
                ("@user", user.Value),
                ("@except", except?.Value ?? 0),
                ("@now", nowMs));
            return ended == 0 ? 0 : await UserChanges.TellAsync(sql, user);
        },
        cancel);

    public Task<int> DeleteEndedAsync(long beforeMs, CancellationToken cancel) =>
        OldRows.DeleteAsync(database, "sessions", "coalesce(revoked_at, expires_at) < @before", beforeMs, cancel);

    private static Session Read(DbDataReader row) => new()
    {
        Id = new SessionId(row.GetInt64(0)),
        UserId = new UserId(row.GetInt64(1)),
        Generation = row.GetInt32(2),
        RotatedAt = row.GetInt64(3),
        ExpiresAt = row.GetInt64(4),
        RevokedAt = row.LongOrNull(5),
        CreatedAt = row.GetInt64(6),
    };
}
