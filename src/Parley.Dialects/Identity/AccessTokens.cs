using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Parley.Accounts;
using Parley.Primitives;
using Parley.Secrets;
using Parley.Tenants;

namespace Parley.Dialects.Identity;

/// <summary>
/// Access tokens: JWT (RFC 7519), HS256, header <c>kid</c>, claims <c>sub</c> (the user's number, as text), <c>tid</c> and <c>sid</c> (numbers),
/// <c>role</c>, <c>iat</c>, <c>exp</c>. A token says who; whether that person may act is asked of the account at every use, so a ban works at
/// once and the same token works again after it. None holds longer than <see cref="Life"/>, whatever it says. Thread-safe.
/// </summary>
public sealed class AccessTokens
{
    private const int MaxLength = 4_096;
    private const long MaxSeconds = 100_000_000_000;
    private const long ClockSkewMs = 60_000; // between nodes

    private readonly AccountDirectory _accounts;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _life;
    private readonly SuspendedTenants? _suspended;
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private volatile TokenKeys _keys;

    /// <summary>Creates it.</summary>
    /// <param name="life">How long a token is good.</param>
    /// <param name="suspended">Tenants whose people may do nothing; null: none.</param>
    public AccessTokens(SigningKeys keys, TimeSpan life, AccountDirectory accounts, TimeProvider clock, SuspendedTenants? suspended = null)
    {
        (_accounts, _clock, _life, _suspended) = (accounts, clock, life, suspended);
        _keys = new TokenKeys(keys, before: null);
    }

    /// <summary>How long a token is good.</summary>
    public TimeSpan Life => _life;

    /// <summary>
    /// Puts other keys in the place of those it has: a token of one that is not among them is void, and who is connected by one goes. One call at a time.
    /// </summary>
    public void Use(SigningKeys keys) => _keys = new TokenKeys(keys, _keys);

    /// <summary>A token for an account.</summary>
    /// <param name="session">The session that it ends with; none: it ends by itself only.</param>
    public string Issue(Account account, SessionId session)
    {
        var now = _clock.NowMs() / 1_000;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            SigningCredentials = _keys.Signing,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = account.Id.ToString(),
                ["tid"] = account.TenantId.Value,
                ["role"] = RoleNames.Of(account.Role),
                ["sid"] = session.Value,
                ["iat"] = now,
                ["exp"] = now + (long)_life.TotalSeconds,
            },
        });
    }

    /// <summary>Who a token is of.</summary>
    /// <returns>The caller; <see cref="ChatError.Unauthenticated"/>, <see cref="ChatError.Banned"/>, <see cref="ChatError.Disabled"/> or <see cref="ChatError.TenantSuspended"/>.</returns>
    public ValueTask<Outcome<Caller>> VerifyAsync(string? token, CancellationToken cancel) => VerifyAsync(token, evenBanned: false, cancel);

    /// <summary>The same; somebody banned or switched off may be let in, to see why and to say something against it.</summary>
    internal async ValueTask<Outcome<Caller>> VerifyAsync(string? token, bool evenBanned, CancellationToken cancel)
    {
        if (await ReadAsync(token) is not { } claims)
            return ChatError.Unauthenticated;
        var now = _clock.NowMs();
        if (claims.ExpiresAt <= now || claims.IssuedAt * 1_000 > now + ClockSkewMs)
            return ChatError.Unauthenticated;

        var account = await _accounts.FindAsync(claims.UserId, cancel);
        if (account is null || account.TenantId != claims.TenantId)
            return ChatError.Unauthenticated;
        if (_suspended?.Contains(account.TenantId) == true)
            return ChatError.TenantSuspended;
        if (account.RefusalAt(now) is { } refusal && !(evenBanned && refusal.Error is ChatError.Banned or ChatError.Disabled))
            return refusal;

        // A token carries whole seconds: one that was made in the second of the change is let through here, and its session ended by name.
        if (claims.IssuedAt < account.TokensValidAfter / 1_000 || account.RevokedSessions.Contains(claims.SessionId))
            return ChatError.Unauthenticated;
        return new Caller(account, claims.SessionId, claims.ExpiresAt) { IssuedAt = claims.IssuedAt * 1_000, Key = claims.Key };
    }

    private async ValueTask<Claims?> ReadAsync(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > MaxLength)
            return null;
        var keys = _keys;
        var result = await _handler.ValidateTokenAsync(token, keys.Verifying);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt || keys.Find(jwt.SigningKey) is not { } key)
            return null;
        if (!long.TryParse(jwt.Subject, NumberStyles.None, CultureInfo.InvariantCulture, out var user)
            || !jwt.TryGetPayloadValue("tid", out long tenant)
            || !jwt.TryGetPayloadValue("iat", out long issued)
            || !jwt.TryGetPayloadValue("exp", out long expires)
            || issued is < 0 or > MaxSeconds
            || expires > MaxSeconds)
            return null;
        var session = jwt.TryGetPayloadValue("sid", out long sid) ? sid : 0;
        var last = Math.Min(expires, issued + (long)_life.TotalSeconds); // whoever had a key chose the end of what it forged
        return new Claims(new UserId(user), new TenantId(tenant), new SessionId(session), issued, last * 1_000, key);
    }

    private sealed record Claims(UserId UserId, TenantId TenantId, SessionId SessionId, long IssuedAt, long ExpiresAt, TokenKey Key);
}
