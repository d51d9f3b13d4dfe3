using Parley.Accounts;
using Parley.Bans;
using Parley.Moderation;
using Parley.Primitives;
using Parley.Storage.Accounts;
using Parley.Storage.Bans;

namespace Parley.Storage.Moderation;

/// <summary>Reads what counts against a person, under the lock of the person's row, and writes the ban that it leads to.</summary>
internal static class SuspectReading
{
    private const int MostCounted = 1_000;

    /// <summary>Locks the person's row (on SQLite: by being on the writer's thread); null when there is no such person in the tenant.</summary>
    public static async ValueTask<(Role Role, AccountStatus Status, long? BannedUntil)?> LockAsync(SqlScope sql, TenantId tenant, UserId user)
    {
        var rows = await sql.ListAsync(
            $"""
            SELECT role, status, banned_until FROM users WHERE id = @id AND tenant_id = @tenant {sql.Pick(sqlite: "", postgres: "FOR NO KEY UPDATE")}
            """,
            row => ((Role)row.GetInt16(0), (AccountStatus)row.GetInt16(1), row.LongOrNull(2)),
            ("@id", user.Value),
            ("@tenant", tenant.Value));
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Whether a report by this person counts: its account is old enough, or the target has written to it.</summary>
    public static async ValueTask<bool> CountsAsync(SqlScope sql, UserId reporter, UserId target, CountingRule rule) =>
        await sql.FirstAsync(
            """
            SELECT 1 FROM users WHERE id = @reporter AND created_at <= @born
            UNION ALL
            SELECT 1 FROM participants r JOIN participants t ON t.conversation_id = r.conversation_id AND t.user_id = @target AND t.own_sent > 0
            WHERE r.user_id = @reporter
            LIMIT 1
            """,
            _ => true,
            ("@reporter", reporter.Value),
            ("@target", target.Value),
            ("@born", rule.ReporterBornBefore));

    /// <summary>Sums up, asks, and bans if that is the answer.</summary>
    public static async ValueTask<AutomaticBan?> JudgeAsync(
        SqlScope sql,
        TenantId tenant,
        UserId user,
        (Role Role, AccountStatus Status, long? BannedUntil) account,
        CountingRule rule,
        Func<Suspect, AutomaticBan?> judge,
        Func<long> newId)
    {
        var (bans, last) = await sql.FirstAsync(
            "SELECT count(*), coalesce(max(created_at), 0) FROM automatic_bans WHERE user_id = @user AND created_at > @since",
            row => ((int)row.GetInt64(0), row.GetInt64(1)),
            ("@user", user.Value),
            ("@since", rule.BansSince));
        var since = Math.Max(rule.Since, last); // what has led to a ban is paid for
        var reports = await TimesAsync(
            sql, "SELECT max(created_at) AS at FROM reports WHERE target_id = @user AND created_at > @since AND counts GROUP BY reporter_id", user, since);
        var hits = await TimesAsync(
            sql,
            "SELECT created_at AS at FROM moderation_hits WHERE user_id = @user AND hour >= @since / 3600000 AND created_at > @since AND kind NOT IN (6, 7, 10, 11)",
            user,
            since);

        var suspect = new Suspect(user, account.Role, account.Status, account.BannedUntil, reports, hits, bans);
        if (judge(suspect) is not { } ban)
            return null;
        await BanAsync(sql, tenant, suspect, ban, newId());
        return ban;
    }

    private static ValueTask<List<long>> TimesAsync(SqlScope sql, string times, UserId user, long since) =>
        sql.ListAsync($"{times} ORDER BY at DESC LIMIT {MostCounted}", row => row.GetInt64(0), ("@user", user.Value), ("@since", since));

    private static async ValueTask BanAsync(SqlScope sql, TenantId tenant, Suspect suspect, AutomaticBan ban, long id)
    {
        await sql.ExecuteAsync(
            "INSERT INTO automatic_bans (id, user_id, until, reporters, hits, created_at) VALUES (@id, @user, @until, @reporters, @hits, @at)",
            ("@id", id),
            ("@user", suspect.UserId.Value),
            ("@until", ban.Until),
            ("@reporters", (short)Math.Min(suspect.Reports.Count, short.MaxValue)),
            ("@hits", (short)Math.Min(suspect.Hits.Count, short.MaxValue)),
            ("@at", ban.At));
        await sql.ExecuteAsync(
            "UPDATE users SET status = @status, banned_until = @until, ban_reason = @reason WHERE id = @user",
            ("@status", (short)AccountStatus.Banned),
            ("@until", ban.Until),
            ("@reason", ban.Reason),
            ("@user", suspect.UserId.Value));
        await BanRows.LiftAccountAsync(sql, suspect.UserId, default, null, ban.At); // one that has run out
        await BanRows.InsertAsync(sql, new Ban
        {
            Id = new BanId(id),
            TenantId = tenant,
            UserId = suspect.UserId,
            Reason = ban.Reason,
            CreatedAt = ban.At,
            Until = ban.Until,
        });
        await UserChanges.TellAsync(sql, suspect.UserId);
    }
}
