using Parley.Primitives;

namespace Parley.Accounts;

/// <summary>
/// Signed-in sessions, one row each. A refresh token is <c>sid.generation.HMAC</c>, so no token is stored: rotating raises the
/// generation, and the successor of a token can be told again within the grace time.
/// </summary>
public interface ISessionStore
{
    /// <summary>Inserts a session with generation 0.</summary>
    Task CreateAsync(Session session, CancellationToken cancel);

    /// <summary>The session, ended ones too.</summary>
    Task<Session?> FindAsync(SessionId id, CancellationToken cancel);

    /// <summary>Raises the generation by one if it still is <paramref name="generation"/> and the session has not ended.</summary>
    /// <returns>True when this call did it; false when another was first.</returns>
    Task<bool> TryRotateAsync(SessionId id, int generation, long nowMs, long expiresAt, CancellationToken cancel);

    /// <summary>Ends one session; also tells <c>user_changes</c>. Ending it again changes nothing.</summary>
    Task RevokeAsync(SessionId id, long nowMs, CancellationToken cancel);

    /// <summary>Ends all of a user's sessions but one; also tells <c>user_changes</c>.</summary>
    Task RevokeAllAsync(UserId user, SessionId? except, long nowMs, CancellationToken cancel);

    /// <summary>Deletes sessions that were revoked, or else expired, before a time; returns how many (at most a few thousand a call).</summary>
    Task<int> DeleteEndedAsync(long beforeMs, CancellationToken cancel);
}

/// <summary>A signed-in session.</summary>
public sealed record Session
{
    /// <summary>The <c>sid</c> of its access tokens.</summary>
    public required SessionId Id { get; init; }

    /// <summary>Whose.</summary>
    public required UserId UserId { get; init; }

    /// <summary>How often its refresh token was rotated.</summary>
    public int Generation { get; init; }

    /// <summary>Unix ms of the last rotation.</summary>
    public required long RotatedAt { get; init; }

    /// <summary>Unix ms after which the refresh token is void.</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>Unix ms at which it was ended; null while it lives.</summary>
    public long? RevokedAt { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }
}
