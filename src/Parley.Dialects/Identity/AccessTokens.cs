using System.Collections.Frozen;
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
/// once and the same token works again after it. Thread-safe.
/// </summary>
public sealed class AccessTokens
{
    private const int MaxLength = 4_096;

    private readonly AccountDirectory _accounts;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _life;
    private readonly SuspendedTenants? _suspended;
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private volatile Tuple<SigningCredentials, TokenValidationParameters> _keys; // one that signs is always among those that verify

    /// <summary>Creates it.</summary>
    /// <param name="life">How long a token is good.</param>
    /// <param name="suspended">Tenants whose people may do nothing; null: none.</param>
    public AccessTokens(SigningKeys keys, TimeSpan life, AccountDirectory accounts, TimeProvider clock, SuspendedTenants? suspended = null)
    {
        (_accounts, _clock, _life, _suspended) = (accounts, clock, life, suspended);
        _keys = Of(keys);
    }

    /// <summary>How long a token is good.</summary>
    public TimeSpan Life => _life;

    /// <summary>Puts other keys in the place of those it has: a token of one that is not among them is void.</summary>
    public void Use(SigningKeys keys) => _keys = Of(keys);

    private static Tuple<SigningCredentials, TokenValidationParameters> Of(SigningKeys keys)
    {
        var byId = keys.Keys.ToFrozenDictionary(key => key.Key, key => new SymmetricSecurityKey(key.Value) { KeyId = key.Key }, StringComparer.Ordinal);
        return Tuple.Create(new SigningCredentials(byId[keys.CurrentId], SecurityAlgorithms.HmacSha256), new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKeyResolver = (_, _, kid, _) =>
                string.IsNullOrEmpty(kid) ? byId.Values : byId.TryGetValue(kid, out var key) ? [key] : [],
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false, // Done below, by the injected clock and without a leeway.
        });
    }

    /// <summary>A token for an account.</summary>
    /// <param name="session">The session that it ends with; none: it ends by itself only.</param>
    public string Issue(Account account, SessionId session)
    {
        var now = _clock.NowMs() / 1_000;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            SigningCredentials = _keys.Item1,
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

    /// <summary>The same; somebody banned may be let in, to see why and to say something against it.</summary>
    internal async ValueTask<Outcome<Caller>> VerifyAsync(string? token, bool evenBanned, CancellationToken cancel)
    {
        if (await ReadAsync(token) is not { } claims)
            return ChatError.Unauthenticated;
        var now = _clock.NowMs();
        if (claims.ExpiresAt <= now)
            return ChatError.Unauthenticated;

        var account = await _accounts.FindAsync(claims.UserId, cancel);
        if (account is null || account.TenantId != claims.TenantId)
            return ChatError.Unauthenticated;
        if (_suspended?.Contains(account.TenantId) == true)
            return ChatError.TenantSuspended;
        if (account.RefusalAt(now) is { } refusal && !(evenBanned && refusal.Error == ChatError.Banned))
            return refusal;

        // A token carries whole seconds: one that was made in the second of the change is let through here, and its session ended by name.
        if (claims.IssuedAt < account.TokensValidAfter / 1_000 || account.RevokedSessions.Contains(claims.SessionId))
            return ChatError.Unauthenticated;
        return new Caller(account, claims.SessionId, claims.ExpiresAt) { IssuedAt = claims.IssuedAt * 1_000 };
    }

    private async ValueTask<Claims?> ReadAsync(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > MaxLength)
            return null;
        var result = await _handler.ValidateTokenAsync(token, _keys.Item2);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt)
            return null;
        if (!long.TryParse(jwt.Subject, NumberStyles.None, CultureInfo.InvariantCulture, out var user)
            || !jwt.TryGetPayloadValue("tid", out long tenant)
            || !jwt.TryGetPayloadValue("iat", out long issued)
            || !jwt.TryGetPayloadValue("exp", out long expires)
            || expires > long.MaxValue / 1_000)
            return null;
        var session = jwt.TryGetPayloadValue("sid", out long sid) ? sid : 0;
        return new Claims(new UserId(user), new TenantId(tenant), new SessionId(session), issued, expires * 1_000);
    }

    private sealed record Claims(UserId UserId, TenantId TenantId, SessionId SessionId, long IssuedAt, long ExpiresAt);
}
