using Parley.Primitives;

namespace Parley.Emergency;

/// <summary>Calls for help at rest: added, never changed.</summary>
public interface IEmergencyStore
{
    /// <summary>Keeps a call.</summary>
    Task AddAsync(EmergencyCall call, CancellationToken cancel);

    /// <summary>A tenant's calls, newest first.</summary>
    /// <param name="before">Only those before this one; none: from the newest.</param>
    Task<IReadOnlyList<EmergencyCall>> ListAsync(TenantId tenant, EmergencyId before, int limit, CancellationToken cancel);

    /// <summary>Who helps in a tenant: its agents and those above them who may act, the first so many.</summary>
    Task<IReadOnlyList<UserId>> ReadHelpersAsync(TenantId tenant, int limit, CancellationToken cancel);
}
