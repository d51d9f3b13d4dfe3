using Parley.Audit;
using Parley.Primitives;

namespace Parley.Accounts;

/// <summary>What an admin does with the accounts of its tenant, beside <see cref="AccountStanding"/>; an operator with those of all tenants.</summary>
public sealed class AccountAdministration(
    IAccountRegister register, ISessionStore sessions, AccountDirectory directory, Profiles profiles, AuditTrail audit, TimeProvider clock)
{
    private const int LongestQuery = 64;

    /// <summary>A page of a tenant's, newest first.</summary>
    /// <param name="tenant">The admin's own; an operator's choice.</param>
    /// <param name="query">How a user or display name begins, up to 64 characters; null: all.</param>
    public async Task<Outcome<Account[]>> ListAsync(TenantId tenant, string? query, UserId before, int limit, CancellationToken cancel)
    {
        if (query is not null && (query.Length > LongestQuery || !FieldRules.IsKeepable(query)))
            return FieldRules.Invalid("q", LongestQuery);
        var rows = await register.ListAsync(tenant, Usernames.Fold(query?.Trim() ?? ""), before, limit, cancel);
        return rows.ToArray();
    }

    /// <summary>All of one account, numbers whole: that somebody looked is on the trail.</summary>
    /// <returns><see cref="ChatError.UserNotFound"/>.</returns>
    public async Task<Outcome<Profile>> FindAsync(Account admin, UserId user, CancellationToken cancel)
    {
        if (await FindAccountAsync(admin, user, cancel) is not { } account)
            return ChatError.UserNotFound;
        var found = await profiles.ReadAsync(account.TenantId, user, cancel);
        if (found.IsOk)
            audit.Record(AuditAction.AccountRead, account.TenantId, admin.Id, user.Value);
        return found;
    }

    /// <summary>Gives an account another role, up to admin. Connections learn of it at once.</summary>
    /// <returns>The account; <see cref="ChatError.UserNotFound"/>, <see cref="ChatError.SelfTarget"/>, <see cref="ChatError.Forbidden"/>, <see cref="ChatError.InvalidField"/>.</returns>
    public async Task<Outcome<Account>> SetRoleAsync(Account admin, UserId user, Role role, CancellationToken cancel)
    {
        if (role > Role.Admin)
            return FieldRules.Invalid("role");
        var found = await FindBelowAsync(admin, user, cancel);
        if (!found.IsOk)
            return found.Refusal;
        if (!await register.SetRoleAsync(found.Value.TenantId, user, role, clock.NowMs(), cancel))
            return ChatError.UserNotFound;
        audit.Record(AuditAction.RoleChanged, found.Value.TenantId, admin.Id, user.Value, $"{found.Value.Role} to {role}");
        return await directory.ReloadAsync(user, cancel) is { } changed ? changed : ChatError.UserNotFound;
    }

    /// <summary>Ends all of an account's sessions: its tokens are void and its connections close.</summary>
    /// <returns>As above.</returns>
    public async Task<Outcome<Account>> SignOutAsync(Account admin, UserId user, CancellationToken cancel)
    {
        var found = await FindBelowAsync(admin, user, cancel);
        if (!found.IsOk)
            return found.Refusal;
        await sessions.RevokeAllAsync(user, except: null, clock.NowMs(), cancel);
        audit.Record(AuditAction.SignedOut, found.Value.TenantId, admin.Id, user.Value);
        return await directory.ReloadAsync(user, cancel) is { } changed ? changed : ChatError.UserNotFound;
    }

    private async Task<Account?> FindAccountAsync(Account admin, UserId user, CancellationToken cancel) =>
        await directory.FindAsync(user, cancel) is { } account && (admin.Role == Role.Operator || account.TenantId == admin.TenantId) ? account : null;

    // The same rule as for bans: nobody does anything to itself or to who is not below.
    private async Task<Outcome<Account>> FindBelowAsync(Account admin, UserId user, CancellationToken cancel)
    {
        if (user == admin.Id)
            return ChatError.SelfTarget;
        if (await FindAccountAsync(admin, user, cancel) is not { } account)
            return ChatError.UserNotFound;
        return admin.Role < Role.Admin || account.Role >= admin.Role ? ChatError.Forbidden : account;
    }
}
