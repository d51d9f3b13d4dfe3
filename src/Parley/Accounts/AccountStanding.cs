using Microsoft.Extensions.Logging;
using Parley.Audit;
using Parley.Primitives;

namespace Parley.Accounts;

/// <summary>Bans, disables and frees accounts. Works on every node within a second, on this one at once; open connections end.</summary>
public sealed partial class AccountStanding(IAccountStore store, AccountDirectory directory, AuditTrail audit, TimeProvider clock, ILogger<AccountStanding> log)
{
    private const int LongestReason = 500;
    private const long LongestBanMinutes = 10L * 366 * 24 * 60;

    /// <summary>Bans an account; a ban of one that is banned replaces the first.</summary>
    /// <param name="minutes">How long, 1 min to 10 years; null: for good.</param>
    /// <param name="reason">Shown to the person, 1 to 500 characters.</param>
    /// <returns>The account; <see cref="ChatError.UserNotFound"/>, <see cref="ChatError.Forbidden"/>, <see cref="ChatError.SelfTarget"/>, <see cref="ChatError.InvalidField"/>.</returns>
    public Task<Outcome<Account>> BanAsync(Account admin, UserId target, string? reason, long? minutes, CancellationToken cancel)
    {
        if (RefuseTerms(reason, minutes) is { } invalid)
            return Task.FromResult<Outcome<Account>>(invalid);
        long? until = minutes is { } count ? clock.NowMs() + (count * 60_000) : null;
        return SetAsync(admin, target, AccountStatus.Banned, until, reason, cancel);
    }

    /// <summary>Frees a banned or disabled account; its tokens work again.</summary>
    /// <returns>As above.</returns>
    public Task<Outcome<Account>> UnbanAsync(Account admin, UserId target, string? reason, CancellationToken cancel) =>
        SetAsync(admin, target, AccountStatus.Active, null, reason, cancel);

    /// <summary>Takes back a ban of an account; its tokens work again.</summary>
    /// <returns>As above; <see cref="ChatError.Conflict"/> when it is no longer the one that stands against the account.</returns>
    public Task<Outcome<Account>> LiftAsync(Account admin, UserId target, BanId ban, string? reason, CancellationToken cancel) =>
        SetAsync(admin, target, AccountStatus.Active, null, reason, cancel, ban);

    /// <summary>Switches an account off until it is freed.</summary>
    /// <returns>As above.</returns>
    public Task<Outcome<Account>> DisableAsync(Account admin, UserId target, string? reason, CancellationToken cancel) =>
        SetAsync(admin, target, AccountStatus.Disabled, null, reason, cancel);

    /// <summary>What is wrong with a reason and a length, or null.</summary>
    internal static Refusal? RefuseTerms(string? reason, long? minutes)
    {
        if (minutes is < 1 or > LongestBanMinutes)
            return FieldRules.Invalid("minutes", LongestBanMinutes);
        return reason?.Trim() is { Length: > 0 and <= LongestReason } text && FieldRules.IsKeepable(text) ? null : FieldRules.Invalid("reason", LongestReason);
    }

    /// <summary>Somebody whom an admin may keep out: of its tenant (an operator's: of any), below it.</summary>
    internal async Task<Outcome<Account>> FindTargetAsync(Account admin, UserId target, CancellationToken cancel)
    {
        if (target == admin.Id)
            return ChatError.SelfTarget;
        var account = await directory.FindAsync(target, cancel);
        if (account is null || (admin.Role != Role.Operator && account.TenantId != admin.TenantId))
            return ChatError.UserNotFound;
        if (admin.Role < Role.Admin || (account.Role >= admin.Role && admin.Role != Role.Operator))
            return ChatError.Forbidden;
        return account;
    }

    private async Task<Outcome<Account>> SetAsync(
        Account admin, UserId target, AccountStatus status, long? until, string? reason, CancellationToken cancel, BanId lifted = default)
    {
        if (RefuseTerms(reason, null) is { } invalid)
            return invalid;
        var found = await FindTargetAsync(admin, target, cancel);
        if (!found.IsOk)
            return found.Refusal;
        var account = found.Value;
        var isSet = lifted.IsNone
            ? await store.SetStatusAsync(account.TenantId, target, status, until, reason!.Trim(), admin.Id, cancel)
            : await store.LiftBanAsync(account.TenantId, target, lifted, reason!.Trim(), admin.Id, cancel);
        if (!isSet)
            return lifted.IsNone ? ChatError.UserNotFound : ChatError.Conflict;
        LogSet(admin.Id, target, status);
        audit.Record(ActionOf(status), account.TenantId, admin.Id, target.Value);
        return await directory.ReloadAsync(target, cancel) is { } changed ? changed : ChatError.UserNotFound;
    }

    private static AuditAction ActionOf(AccountStatus status) => status switch
    {
        AccountStatus.Active => AuditAction.Freed,
        AccountStatus.Banned => AuditAction.Banned,
        AccountStatus.Disabled => AuditAction.Disabled,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status that nobody sets."),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "User {Admin} set user {Target} to {Status}")]
    private partial void LogSet(UserId admin, UserId target, AccountStatus status);
}
