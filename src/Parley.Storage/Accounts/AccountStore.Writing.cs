using Parley.Accounts;
using Parley.Bans;
using Parley.Primitives;
using Parley.Storage.Bans;
using Parley.Storage.Conversations;
using Parley.Webhooks;

namespace Parley.Storage.Accounts;

/// <summary>Users: what is written.</summary>
internal sealed partial class AccountStore
{
    private const int UsersATransaction = 500;

    public Task<Outcome<Account>> CreateAsync(NewAccount user, CancellationToken cancel) => events.ThenWakeAsync(database.TransactAsync<Outcome<Account>>(
        async sql =>
        {
            if (await NewAccountRow.InsertAsync(sql, user, orNothing: true) == 0)
                return new Refusal(ChatError.AlreadyTaken, Field: await NewAccountRow.FindTakenAsync(sql, user));
            await events.InsertAsync(sql, WebhookEvents.UserCreated, user.TenantId, user.Id.Value, 1);
            return (await FindInAsync(sql, user.TenantId, user.Id))!;
        },
        cancel));

    public async Task CreateManyAsync(IReadOnlyList<NewAccount> users, CancellationToken cancel)
    {
        foreach (var chunk in users.Chunk(UsersATransaction))
        {
            await database.TransactAsync(
                async sql =>
                {
                    foreach (var user in chunk)
                        await NewAccountRow.InsertAsync(sql, user, orNothing: false);
                    return 0;
                },
                cancel);
        }
    }

    public async Task<Outcome<Account>> UpdateProfileAsync(TenantId tenant, UserId id, ProfileChange change, CancellationToken cancel)
    {
        if (change.DisplayName is { IsSet: true, Value: null })
            return new Refusal(ChatError.InvalidField, Field: "displayName");
        try
        {
            return await events.ThenWakeAsync(database.TransactAsync<Outcome<Account>>(
                async sql =>
                {
                    if (ProfileUpdate.Of(change) is { } update)
                    {
                        if (await update.RunAsync(sql, tenant, id) == 0)
                            return ChatError.UserNotFound;
                        await TellAsync(sql, tenant, id);
                    }

                    return await FindInAsync(sql, tenant, id) is { } account ? account : ChatError.UserNotFound;
                },
                cancel));
        }
        catch (Exception fault) when (database.TakenKey(fault) is { } key && key.Contains("email", StringComparison.Ordinal))
        {
            return new Refusal(ChatError.AlreadyTaken, Field: "email");
        }
    }

    public Task SetPasswordAsync(UserId id, string passwordHash, long nowMs, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            var written = await sql.ExecuteAsync(
                "UPDATE users SET password_hash = @hash, tokens_valid_after = @now WHERE id = @id AND erased_at IS NULL",
                ("@id", id.Value),
                ("@hash", passwordHash),
                ("@now", nowMs));
            return written == 0 ? 0 : await UserChanges.TellAsync(sql, id);
        },
        cancel);

    public Task RehashPasswordAsync(UserId id, string oldHash, string newHash, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            "UPDATE users SET password_hash = @new WHERE id = @id AND password_hash = @old",
            ("@id", id.Value),
            ("@old", oldHash),
            ("@new", newHash)),
        cancel);

    public Task<bool> SetStatusAsync(
        TenantId tenant, UserId id, AccountStatus status, long? bannedUntil, string? reason, UserId by, CancellationToken cancel) =>
        database.TransactAsync(sql => SetStatusAsync(sql, tenant, id, status, bannedUntil, reason, by), cancel);

    public Task<bool> LiftBanAsync(TenantId tenant, UserId id, BanId ban, string reason, UserId by, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            // The account's row first: whoever bans it writes that row too, so the ban is looked for when no other is on its way.
            await sql.FirstAsync($"SELECT id FROM users WHERE id = @id {sql.Pick(sqlite: "", postgres: "FOR UPDATE")}", row => row.GetInt64(0), ("@id", id.Value));
            var stands = await sql.FirstAsync(
                "SELECT id FROM bans WHERE id = @ban AND user_id = @id AND device IS NULL AND lifted_at IS NULL",
                row => row.GetInt64(0),
                ("@ban", ban.Value),
                ("@id", id.Value));
            return stands > 0 && await SetStatusAsync(sql, tenant, id, AccountStatus.Active, null, reason, by);
        },
        cancel);

    private async ValueTask<bool> SetStatusAsync(
        SqlScope sql, TenantId tenant, UserId id, AccountStatus status, long? bannedUntil, string? reason, UserId by)
    {
        var written = await sql.ExecuteAsync(
            "UPDATE users SET status = @status, banned_until = @until, ban_reason = @reason WHERE id = @id AND tenant_id = @tenant AND erased_at IS NULL",
            ("@tenant", tenant.Value),
            ("@id", id.Value),
            ("@status", (short)status),
            ("@until", bannedUntil),
            ("@reason", status == AccountStatus.Active ? null : reason));
        if (written == 0)
            return false;
        if (status == AccountStatus.Disabled || (status == AccountStatus.Banned && bannedUntil is null))
            await AgentSeats.LeaveAsync(sql, id, clock.NowMs()); // for good; who is back some day finds its rooms as it finds its role
        await TellAsync(sql, tenant, id);
        await BanRows.LiftAccountAsync(sql, id, by, status == AccountStatus.Active ? reason : null, clock.NowMs());
        if (status != AccountStatus.Active) // one that is switched off finds out why, and may say something against it, as one that is banned for good
        {
            await BanRows.InsertAsync(sql, new Ban
            {
                Id = new BanId(ids.Next()),
                TenantId = tenant,
                UserId = id,
                Reason = reason ?? "",
                By = by,
                CreatedAt = clock.NowMs(),
                Until = bannedUntil,
            });
        }

        return true;
    }

    // The time tells one change from the next; two in a millisecond are told as one.
    private async ValueTask TellAsync(SqlScope sql, TenantId tenant, UserId id)
    {
        await UserChanges.TellAsync(sql, id);
        await events.InsertAsync(sql, WebhookEvents.UserUpdated, tenant, id.Value, clock.NowMs());
    }

    private static ValueTask<Account?> FindInAsync(SqlScope sql, TenantId tenant, UserId id) => sql.FirstAsync(
        $"SELECT {AccountRows.Columns} FROM users u WHERE u.id = @id AND u.tenant_id = @tenant",
        AccountRows.Read,
        ("@tenant", tenant.Value),
        ("@id", id.Value));
}
