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
                foreach (var job in marked.Select(user => Job(tenant, user, message)))
                {
                    // One that waits to be tried again tells of the newer message from now on: the older may have been read or recalled.
                    var id = await jobs.InsertAsync(sql, job);
                    await sql.ExecuteAsync("UPDATE jobs SET payload = @payload WHERE id = @id", ("@id", id.Value), ("@payload", job.Payload));
                }

                return marked;
            },
            cancel));

        (string, object?)[] Args(SqlScope sql, IEnumerable<long> ids) =>
            [("@ids", sql.Ids(ids)), ("@tenant", tenant.Value), ("@pause", (long)pause.TotalMilliseconds), ("@now", clock.NowMs())];
    }

    public Task<TimeSpan> TakeAsync(UserId user, TimeSpan pause, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            (string, object?)[] args = [("@user", user.Value), ("@pause", (long)pause.TotalMilliseconds), ("@now", clock.NowMs())];
            var taken = await sql.ExecuteAsync(
                $"""
                INSERT INTO push_marks (user_id, last_at, sent_at) VALUES (@user, {Now(sql)}, {Now(sql)})
                ON CONFLICT (user_id) DO UPDATE SET last_at = excluded.last_at, sent_at = excluded.sent_at
                    WHERE coalesce(push_marks.sent_at, 0) <= excluded.sent_at - @pause
                """,
                args);
            return taken > 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(
                Math.Max(1, await sql.FirstAsync($"SELECT sent_at + @pause - {Now(sql)} FROM push_marks WHERE user_id = @user", row => row.GetInt64(0), args)));
        },
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
