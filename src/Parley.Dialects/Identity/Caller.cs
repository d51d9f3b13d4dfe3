using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Dialects.Identity;

/// <summary>Who makes a request, by a verified token. Never by anything in a payload.</summary>
/// <param name="Account">The account, in good standing when the token was verified.</param>
/// <param name="SessionId">The token's session; none for one that was made without.</param>
/// <param name="ExpiresAt">Unix ms at which the token ends.</param>
public sealed record Caller(Account Account, SessionId SessionId, long ExpiresAt)
{
    /// <summary>Unix ms (a whole second) at which the token was made.</summary>
    public long IssuedAt { get; init; }

    /// <summary>The key that signed the token.</summary>
    internal TokenKey Key { get; init; } = new();

    /// <summary>Whether the token has ended, or its key was taken away.</summary>
    public bool HasEndedAt(long nowMs) => nowMs >= ExpiresAt || Key.IsVoid;

    /// <summary>Whether the token is void by what is known of the account now.</summary>
    public bool IsRevokedBy(Account now) => IssuedAt / 1_000 < now.TokensValidAfter / 1_000 || now.RevokedSessions.Contains(SessionId);

    /// <summary>The user.</summary>
    public UserId Id => Account.Id;

    /// <summary>The user's tenant.</summary>
    public TenantId TenantId => Account.TenantId;
}

/// <summary>Finds the caller of a request.</summary>
public static class Callers
{
    /// <summary>The caller of a route that requires authorization.</summary>
    /// <exception cref="InvalidOperationException">The route doesn't require it, and the request has no good token.</exception>
    public static Caller Caller(this HttpContext context) =>
        context.TryCaller() ?? throw new InvalidOperationException("This route does not require a caller.");

    /// <summary>The caller, or null for a request without a good token.</summary>
    public static Caller? TryCaller(this HttpContext context) => context.Features.Get<Caller>();
}
