using Parley.Primitives;

namespace Parley.Accounts;

/// <summary>
/// Users at rest. Every look-up includes the tenant. Phone, mail and WeChat id come and go as <see cref="SealedField"/>: the store
/// never sees them in the clear.
/// </summary>
public interface IAccountStore
{
    /// <summary>Inserts a user.</summary>
    /// <returns>The account, or <see cref="ChatError.AlreadyTaken"/> naming <c>username</c>, <c>email</c> or <c>externalUserId</c>.</returns>
    Task<Outcome<Account>> CreateAsync(NewAccount user, CancellationToken cancel);

    /// <summary>Inserts many at once for a bench or an import; none must exist yet.</summary>
    Task CreateManyAsync(IReadOnlyList<NewAccount> users, CancellationToken cancel);

    /// <summary>The account, from whatever tenant: only for an id that a verified token carries or that a <c>user_changes</c> row names.</summary>
    Task<Account?> FindAsync(UserId id, CancellationToken cancel);

    /// <summary>The accounts among <paramref name="ids"/> that are in the tenant, in no particular order.</summary>
    Task<IReadOnlyList<Account>> FindManyAsync(TenantId tenant, IReadOnlyCollection<UserId> ids, CancellationToken cancel);

    /// <summary>The whole profile, fields sealed.</summary>
    Task<StoredProfile?> FindProfileAsync(TenantId tenant, UserId id, CancellationToken cancel);

    /// <summary>Account and password hash by user name (folded) for a sign-in.</summary>
    Task<Credentials?> FindByUsernameAsync(TenantId tenant, string usernameKey, CancellationToken cancel);

    /// <summary>Account and password hash by the keyed hash of a mail address.</summary>
    Task<Credentials?> FindByEmailAsync(TenantId tenant, byte[] emailHash, CancellationToken cancel);

    /// <summary>The account that the tenant's backend knows by this id.</summary>
    Task<Account?> FindByExternalIdAsync(TenantId tenant, string externalUserId, CancellationToken cancel);

    /// <summary>
    /// People to write to: user or display name begins with <paramref name="nameKey"/> (folded), or the keyed hash equals that of a phone
    /// number or mail address. Active accounts only, by user name.
    /// </summary>
    Task<IReadOnlyList<Account>> SearchAsync(TenantId tenant, string nameKey, byte[]? exactHash, int limit, CancellationToken cancel);

    /// <summary>Changes what <paramref name="change"/> names; also tells <c>user_changes</c>.</summary>
    Task<Outcome<Account>> UpdateProfileAsync(TenantId tenant, UserId id, ProfileChange change, CancellationToken cancel);

    /// <summary>Sets the password hash and voids all tokens issued before <paramref name="nowMs"/>; also tells <c>user_changes</c>.</summary>
    Task SetPasswordAsync(UserId id, string passwordHash, long nowMs, CancellationToken cancel);

    /// <summary>Replaces the hash by a stronger one of the same password; tells nobody.</summary>
    Task RehashPasswordAsync(UserId id, string oldHash, string newHash, CancellationToken cancel);

    /// <summary>
    /// Bans, disables or frees; also tells <c>user_changes</c>, and keeps the record: a ban is added to the person's, and one that stood is taken back.
    /// </summary>
    /// <param name="reason">Why; the person is told of a ban's.</param>
    /// <param name="by">Who does it; none: the installation itself.</param>
    /// <returns>False when there is no such user in the tenant.</returns>
    Task<bool> SetStatusAsync(TenantId tenant, UserId id, AccountStatus status, long? bannedUntil, string? reason, UserId by, CancellationToken cancel);

    /// <summary>Frees an account from one ban, if it is the one that stands against it then: another that came meanwhile is not lifted with it.</summary>
    /// <returns>False when there is no such account, or that ban was taken back or replaced.</returns>
    Task<bool> LiftBanAsync(TenantId tenant, UserId id, BanId ban, string reason, UserId by, CancellationToken cancel);

    /// <summary>The users that changed after a cursor, oldest first, and the new cursor. A cursor below 0 reads only the newest cursor.</summary>
    Task<(long Cursor, IReadOnlyList<UserId> Users)> ReadChangesAsync(long after, int limit, CancellationToken cancel);

    /// <summary>
    /// Deletes rows of <c>user_changes</c> that were there before a time, at most a few thousand a call, and never the newest; returns how many.
    /// The rows bear no time: a mark notes how far the log went and when, and once it is old enough all up to it goes and the next is made.
    /// </summary>
    Task<int> DeleteChangesAsync(long beforeMs, CancellationToken cancel);
}
