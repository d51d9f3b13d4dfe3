using Parley.Primitives;

namespace Parley.Emergency;

/// <summary>Calls for help at rest: what was called stays as it was, how far it is is added.</summary>
public interface IEmergencyStore
{
    /// <summary>Keeps a call.</summary>
    Task AddAsync(EmergencyCall call, CancellationToken cancel);

    /// <summary>A tenant's calls, newest first.</summary>
    /// <param name="state">Only those that are so far; null: all.</param>
    /// <param name="before">Only those before this one; none: from the newest.</param>
    Task<IReadOnlyList<EmergencyCall>> ListAsync(TenantId tenant, EmergencyState? state, EmergencyId before, int limit, CancellationToken cancel);

    /// <summary>A call.</summary>
    /// <param name="tenant">Only of this one; none: whichever.</param>
    Task<EmergencyCall?> FindAsync(TenantId tenant, EmergencyId id, CancellationToken cancel);

    /// <summary>Takes a step with a call, if it has not come to its end. Of two who do so at once one succeeds where both can't.</summary>
    /// <param name="tenant">Only of this one; none: whichever.</param>
    /// <returns>The call then; <see cref="ChatError.NotFound"/>, <see cref="ChatError.Conflict"/>.</returns>
    Task<Outcome<EmergencyCall>> StepAsync(TenantId tenant, EmergencyId id, EmergencyStep step, CancellationToken cancel);

    /// <summary>Who helps in a tenant: its agents and those above them who may act, the first so many.</summary>
    Task<IReadOnlyList<UserId>> ReadHelpersAsync(TenantId tenant, int limit, CancellationToken cancel);
}
