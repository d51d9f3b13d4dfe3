using Parley.Jobs;
using Parley.Primitives;
using Parley.Storage.Accounts;
using Parley.Storage.Conversations;
using Parley.Storage.Files;

namespace Parley.Storage.Privacy;

/// <summary>What is known of one person: erased.</summary>
internal sealed partial class PersonalDataStore
{
    private const int FilesAtOnce = 200;

    // What was under way when the account went, here or on a node that heard of it later, is written by then.
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    // What has an id goes by it, some at a time; the rest is few a person.
    private static readonly string[] ById = ["contacts", "contact_groups", "notifications", "moderation_hits"];
    private static readonly string[] ByUser = ["last_seen", "push_marks", "mail_marks", "user_services", "device_positions"];

    public Task<bool> EraseAsync(TenantId tenant, UserId user, string name, long nowMs, NewJob job, CancellationToken cancel) =>
        jobs.ThenWakeAsync(database.TransactAsync(
            async sql =>
            {
                (string, object?)[] args = [("@id", user.Value), ("@tenant", tenant.Value), ("@login", $"deleted-{user}"), ("@name", name), ("@now", nowMs)];
                var erased = await sql.ExecuteAsync(
                    """
                    UPDATE users SET username = @login, username_key = @login, display_name = @name, display_name_key = @name, avatar_url = NULL,
                        status = 1, banned_until = NULL, ban_reason = NULL, tokens_valid_after = @now, external_user_id = NULL, password_hash = NULL,
                        real_name = NULL, phone = NULL, phone_hash = NULL, email = NULL, email_hash = NULL, wechat_openid = NULL, latitude = NULL,
                        longitude = NULL, preferences = '{}', erased_at = @now
                    WHERE id = @id AND tenant_id = @tenant AND erased_at IS NULL
                    """,
                    args);
                if (erased == 0)
                    return false;
                await sql.ExecuteAsync("UPDATE sessions SET revoked_at = @now WHERE user_id = @id AND revoked_at IS NULL", args);
                await sql.ExecuteAsync("DELETE FROM data_exports WHERE user_id = @id", args); // a copy that is being made is not kept
                await AgentSeats.LeaveAsync(sql, user, nowMs);
                await jobs.InsertAsync(sql, job);
                await jobs.InsertAsync(sql, job with { UniqueKey = $"{job.UniqueKey} again", RunAt = nowMs + (long)Again.TotalMilliseconds });
                await UserChanges.TellAsync(sql, user);
                return true;
            },
            cancel));

    public async Task<int> DeleteSomeAsync(UserId user, CancellationToken cancel) => await database.TransactAsync(
        async sql =>
        {
            (string, object?)[] args = [("@user", user.Value), ("@limit", OldRows.AtOnce)];
            foreach (var table in ById)
            {
                var gone = await sql.ExecuteAsync($"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE user_id = @user LIMIT @limit)", args);
                if (gone > 0)
                    return gone;
            }

            foreach (var table in ByUser)
                await sql.ExecuteAsync($"DELETE FROM {table} WHERE user_id = @user", args);
            await sql.ExecuteAsync("DELETE FROM friendships WHERE user_id = @user OR friend_id = @user", args);
            await sql.ExecuteAsync("DELETE FROM blocks WHERE blocker_id = @user", args);
            await sql.ExecuteAsync("DELETE FROM data_exports WHERE user_id = @user", args);
            await sql.ExecuteAsync(
                $"""
                DELETE FROM webhook_deliveries WHERE event >= 64 AND (source LIKE 'user.created:{user}:%' OR source LIKE 'user.updated:{user}:%')
                    AND webhook_id IN (SELECT w.id FROM users u JOIN webhooks w ON w.tenant_id = u.tenant_id WHERE u.id = @user)
                """,
                args); // they say its name; one that is still on its way too
            await sql.ExecuteAsync("UPDATE contacts SET contact_user_id = NULL WHERE contact_user_id = @user", args);
            await sql.ExecuteAsync("UPDATE bans SET appeal = NULL WHERE user_id = @user", args);
            await sql.ExecuteAsync(
                "UPDATE bans SET device = 'deleted' WHERE user_id = @user AND device IS NOT NULL AND lifted_at IS NOT NULL", args);
            await sql.ExecuteAsync(
                """
                UPDATE order_transitions SET note = NULL
                WHERE order_id IN (SELECT id FROM orders WHERE customer_id = @user OR provider_id = @user) AND actor_id = @user AND note IS NOT NULL
                """,
                args);
            await sql.ExecuteAsync(
                "UPDATE reviews SET photos = '' WHERE order_id IN (SELECT id FROM orders WHERE customer_id = @user) AND customer_id = @user", args);
            await sql.ExecuteAsync("UPDATE reports SET detail = NULL WHERE reporter_id = @user", args);
            await sql.ExecuteAsync(
                "UPDATE orders SET customer_address = NULL, customer_latitude = NULL, customer_longitude = NULL, notes = NULL, details = NULL WHERE customer_id = @user", args);
            await sql.ExecuteAsync("UPDATE orders SET provider_address = NULL, provider_latitude = NULL, provider_longitude = NULL WHERE provider_id = @user", args);
            await sql.ExecuteAsync("UPDATE services SET status = 3, address = NULL WHERE provider_id = @user", args);
            return 0;
        },
        cancel);

    public Task ForgetInNotificationsAsync(UserId user, IReadOnlyList<ConversationId> conversations, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            $"""
            DELETE FROM notifications WHERE (data LIKE @middle OR data LIKE @end) AND user_id IN
                (SELECT user_id FROM participants WHERE {sql.In("conversation_id", "@ids")} AND user_id <> @user)
            """,
            ("@user", user.Value),
            ("@ids", sql.Ids(conversations.Select(conversation => conversation.Value))),
            ("@middle", $"%\"userId\":{user},%"),
            ("@end", $"%\"userId\":{user}}}%")),
        cancel);

    public async Task<IReadOnlyList<FileId>> CondemnFilesAsync(UserId user, CancellationToken cancel) => await database.TransactAsync(
        async sql =>
        {
            (string, object?)[] args = [("@user", user.Value), ("@limit", FilesAtOnce)];
            var ids = await sql.ListAsync($"SELECT id FROM files WHERE owner_id = @user AND NOT {FileRows.IsNamed} LIMIT @limit", row => row.GetInt64(0), args);
            if (ids.Count > 0)
                await sql.ExecuteAsync($"UPDATE files SET state = {FileRows.Condemned} WHERE {sql.In("id", "@ids")}", ("@ids", sql.Ids(ids)));
            else
                await sql.ExecuteAsync($"UPDATE files SET state = {FileRows.Held} WHERE owner_id = @user AND state <> {FileRows.Held}", args);
            return ids.ConvertAll(id => new FileId(id));
        },
        cancel);
}
