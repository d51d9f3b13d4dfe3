using Parley.Primitives;

namespace Parley.Bans;

/// <summary>
/// Bans at rest. Those of accounts are written with the account's state, in its transaction (<see cref="Accounts.IAccountStore"/> and
/// <see cref="Moderation.IModerationStore"/>); here are those of devices, and what becomes of all.
/// </summary>
public interface IBanStore
{
    /// <summary>A tenant's bans, newest first.</summary>
    /// <param name="before">Only those before this one; none: from the newest.</param>
    Task<IReadOnlyList<Ban>> ListAsync(TenantId tenant, BanFilter filter, BanId before, int limit, CancellationToken cancel);

    /// <summary>A ban, or null.</summary>
    /// <param name="tenant">In which tenant; none: in any.</param>
    Task<Ban?> FindAsync(TenantId tenant, BanId id, CancellationToken cancel);

    /// <summary>Keeps a ban of a device; one of the same device and person that is not taken back gives way to it.</summary>
    Task AddDeviceAsync(Ban ban, CancellationToken cancel);

    /// <summary>Takes back a ban of a device; false when there is none, or it was taken back.</summary>
    Task<bool> LiftDeviceAsync(TenantId tenant, BanId id, UserId by, string reason, long nowMs, CancellationToken cancel);

    /// <summary>Keeps what a person says against a ban; once for each.</summary>
    /// <returns>False when that ban is not the person's, was taken back, or something was said already.</returns>
    Task<bool> AppealAsync(TenantId tenant, UserId user, BanId id, string text, long nowMs, CancellationToken cancel);

    /// <summary>Rises with each change of the bans of devices.</summary>
    Task<long> ReadDevicesVersionAsync(CancellationToken cancel);

    /// <summary>All bans of devices that hold at a time.</summary>
    Task<IReadOnlyList<Ban>> ReadDevicesAsync(long nowMs, CancellationToken cancel);
}
