using Parley.Primitives;

namespace Parley.Accounts;

/// <summary>Accounts at rest, as those see them who run a tenant.</summary>
public interface IAccountRegister
{
    /// <summary>A tenant's accounts, whatever their state, newest first.</summary>
    /// <param name="nameKey">Only those whose user or display name begins with this (folded); empty: all.</param>
    /// <param name="before">Only those before this one; none: from the newest.</param>
    Task<IReadOnlyList<Account>> ListAsync(TenantId tenant, string nameKey, UserId before, int limit, CancellationToken cancel);

    /// <summary>Gives an account another role; also tells <c>user_changes</c>. Who is no agent any more leaves the rooms that it joined as one.</summary>
    /// <returns>False when there is no such account in the tenant.</returns>
    Task<bool> SetRoleAsync(TenantId tenant, UserId user, Role role, long nowMs, CancellationToken cancel);
}
