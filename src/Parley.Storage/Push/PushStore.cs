using Parley.Jobs;
using Parley.Primitives;
using Parley.Push;
using Parley.Storage.Jobs;

namespace Parley.Storage.Push;

/// <summary>Who was pushed to when.</summary>
internal sealed class PushStore(Database database, JobInserts jobs, TimeProvider clock) : IPushStore
{
    public async Task<IReadOnlyList<UserId>> ClaimAsync(
        TenantId tenant, IReadOnlyCollection<UserId> users, MessageId message, TimeSpan pause, CancellationToken cancel)
    {
        // A look beside the writer first: most people can't be pushed to, or have been a moment ago.
        var able = await database.QueryAsync(
            sql => sql.ListAsync(
                $"""
                SELECT u.id FROM users u LEFT JOIN push_marks m ON m.user_id = u.id
                WHERE {sql.In("u.id", "@ids")} AND u.tenant_id = @tenant AND u.wechat_openid IS NOT NULL
                    AND coalesce(m.last_at <= {Now(sql)} - @pause, {sql.Pick("1", "true")})
                """,
                row => row.GetInt64(0),
                Args(sql, users.Select(user => user.Value))),
            cancel);
        if (able.Count == 0)
            return [];
        return await jobs.ThenWakeAsync(database.TransactAsync(
            async sql =>
            {
                var marked = await sql.ListAsync(
                    $"""
                    INSERT INTO push_marks (user_id, last_at)
                    SELECT u.id, {Now(sql)} FROM users u WHERE {sql.In("u.id", "@ids")} ORDER BY u.id
                    ON CONFLICT (user_id) DO UPDATE SET last_at = excluded.last_at WHERE push_marks.last_at <= excluded.last_at - @pause
                    RETURNING user_id
                    """,
                    row => new UserId(row.GetInt64(0)),
                    Args(sql, able));
                await jobs.InsertAsync(sql, [.. marked.Select(user => Job(tenant, user, message))]);
                return marked;
            },
            cancel));

        (string, object?)[] Args(SqlScope sql, IEnumerable<long> ids) =>
            [("@ids", sql.Ids(ids)), ("@tenant", tenant.Value), ("@pause", (long)pause.TotalMilliseconds), ("@now", clock.NowMs())];
    }

    public Task MarkAsync(UserId user, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync($"UPDATE push_marks SET last_at = {Now(sql)} WHERE user_id = @user", ("@user", user.Value), ("@now", clock.NowMs())),
        cancel);

    private static NewJob Job(TenantId tenant, UserId user, MessageId message) => new()
    {
        Kind = PushJob.Kind,
        TenantId = tenant,
        UniqueKey = user.ToString(),
        Payload = new PushJob(user, message).ToPayload(),
    };

    // By the database's clock: those of the nodes may differ, and the pause is a promise.
    private static string Now(SqlScope sql) => sql.Pick(sqlite: "@now", postgres: JobInserts.PostgresNow);
}
