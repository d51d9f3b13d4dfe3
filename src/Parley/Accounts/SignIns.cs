using Parley.Audit;
using Parley.Limits;
using Parley.Primitives;
using Parley.Secrets;
using Parley.Tenants;

namespace Parley.Accounts;

/// <summary>Signing in, staying signed in, and signing out.</summary>
public sealed class SignIns(
    IAccountStore accounts,
    ISessionStore sessions,
    AccountDirectory directory,
    TenantDirectory tenants,
    Passwords passwords,
    FieldCipher cipher,
    RefreshTokens refreshTokens,
    SignInOptions options,
    RateLimits limits,
    RateLimiter limiter,
    AuditTrail audit,
    IdGenerator ids,
    TimeProvider clock)
{
    /// <summary>Signs in by user name or mail address.</summary>
    /// <param name="name">User name, or mail address.</param>
    /// <returns>
    /// The session; <see cref="ChatError.WrongCredentials"/> whatever of the two was wrong; <see cref="ChatError.Banned"/>,
    /// <see cref="ChatError.Disabled"/> for the right password only; <see cref="ChatError.RateLimited"/>; <see cref="ChatError.Busy"/>.
    /// </returns>
    public async Task<Outcome<SignedIn>> LoginAsync(TenantId tenant, string name, string password, CancellationToken cancel)
    {
        var proved = await ProveAsync(tenant, name, password, cancel);
        return proved.IsOk ? await StartAsync(proved.Value, cancel) : proved.Refusal;
    }

    /// <summary>Who has this name and password, whether it may act or not; starts nothing.</summary>
    /// <returns>The account; <see cref="ChatError.WrongCredentials"/>, <see cref="ChatError.RateLimited"/>, <see cref="ChatError.Busy"/>.</returns>
    public async Task<Outcome<Account>> ProveAsync(TenantId tenant, string name, string password, CancellationToken cancel)
    {
        var key = Usernames.Fold(name);
        if (limiter.Take(limits.SignInAccount, $"{tenant}/{key}") is { } tooMany)
            return tooMany;
        var found = await FindAsync(tenant, name, key, cancel);
        var check = await passwords.VerifyAsync(password, found?.PasswordHash, cancel);
        if (!check.IsOk)
            return check.Refusal;
        if (found is null || !check.Value.IsCorrect)
        {
            audit.Record(AuditAction.SignInFailed, tenant, found?.Account.Id ?? default);
            return ChatError.WrongCredentials;
        }

        if (check.Value.BetterHash is { } better)
            await accounts.RehashPasswordAsync(found.Account.Id, found.PasswordHash!, better, cancel);
        return found.Account;
    }

    /// <summary>Starts a session for somebody who is known by other means: a fresh registration, a tenant's backend.</summary>
    /// <returns>The session, or why this account may not have one.</returns>
    public async Task<Outcome<SignedIn>> StartAsync(Account account, CancellationToken cancel)
    {
        var now = clock.NowMs();
        if (await RefusalAsync(account, now, cancel) is { } refusal)
            return refusal;
        var session = new Session
        {
            Id = new SessionId(ids.Next()),
            UserId = account.Id,
            RotatedAt = now,
            ExpiresAt = now + (long)options.RefreshTokenLife.TotalMilliseconds,
            CreatedAt = now,
        };
        await sessions.CreateAsync(session, cancel);
        audit.Record(AuditAction.SignedIn, account, session.Id.Value);
        return new SignedIn(account, session.Id, refreshTokens.Make(session.Id, 0));
    }

    /// <summary>
    /// Trades a refresh token for its successor. The last one traded answers with the same successor again for a short while (its answer may
    /// have been lost); an older one was stolen or is a thief's, so the whole session ends.
    /// </summary>
    /// <returns>The session, or <see cref="ChatError.Unauthenticated"/>, or why the account may not act.</returns>
    public async Task<Outcome<SignedIn>> RefreshAsync(string? token, CancellationToken cancel)
    {
        if (!refreshTokens.TryRead(token, out var id, out var generation))
            return ChatError.Unauthenticated;
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var now = clock.NowMs();
            var session = await sessions.FindAsync(id, cancel);
            if (session is null or { RevokedAt: not null } || session.ExpiresAt <= now || generation > session.Generation)
                return ChatError.Unauthenticated;
            var account = await directory.FindAsync(session.UserId, cancel);
            if (account is null)
                return ChatError.Unauthenticated;
            if (await RefusalAsync(account, now, cancel) is { } refusal)
                return refusal;

            if (generation < session.Generation)
                return await RepeatAsync(account, session, generation, now, cancel);
            if (await sessions.TryRotateAsync(id, generation, now, now + (long)options.RefreshTokenLife.TotalMilliseconds, cancel))
                return new SignedIn(account, id, refreshTokens.Make(id, generation + 1));
        }

        return ChatError.Unauthenticated; // Another traded it meanwhile, and the session ended right after.
    }

    /// <summary>Ends a session: its refresh token and its access tokens are void at once. Ending it again changes nothing.</summary>
    public async Task LogoutAsync(UserId user, SessionId session, CancellationToken cancel)
    {
        if (session.IsNone)
            return;
        await sessions.RevokeAsync(session, clock.NowMs(), cancel);
        await directory.ReloadAsync(user, cancel);
    }

    private async Task<Outcome<SignedIn>> RepeatAsync(Account account, Session session, int generation, long now, CancellationToken cancel)
    {
        if (generation == session.Generation - 1 && now - session.RotatedAt <= options.RefreshGrace.TotalMilliseconds)
            return new SignedIn(account, session.Id, refreshTokens.Make(session.Id, session.Generation));
        await LogoutAsync(account.Id, session.Id, cancel);
        return ChatError.Unauthenticated;
    }

    private async Task<Refusal?> RefusalAsync(Account account, long now, CancellationToken cancel)
    {
        if (account.RefusalAt(now) is { } refusal)
            return refusal;
        var tenant = await tenants.FindAsync(account.TenantId, cancel);
        return tenant is { IsActive: true } ? null : new Refusal(ChatError.TenantSuspended);
    }

    private async Task<Credentials?> FindAsync(TenantId tenant, string name, string key, CancellationToken cancel) =>
        FieldRules.CleanEmail(name) is { } email && await accounts.FindByEmailAsync(tenant, cipher.HashEmail(email), cancel) is { } byEmail
            ? byEmail
            : FieldRules.IsKeepable(key) ? await accounts.FindByUsernameAsync(tenant, key, cancel) : null;
}

/// <summary>A session that was started or renewed.</summary>
/// <param name="Account">Whose.</param>
/// <param name="SessionId">The session.</param>
/// <param name="RefreshToken">The token that renews it.</param>
public sealed record SignedIn(Account Account, SessionId SessionId, string RefreshToken);
