using Parley.Accounts;
using Parley.Audit;
using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Emergency;

/// <summary>Where calls for help are seen to: who takes one is known to all who help, so that two don't go and none stays behind.</summary>
public sealed class EmergencyDesk(IEmergencyStore store, Fanout fanout, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The longest note, in characters.</summary>
    public const int LongestNote = 1_000;

    /// <summary>A page, newest first.</summary>
    /// <param name="tenant">The agent's own; an operator's choice.</param>
    /// <param name="state">Only those that are so far; null: all.</param>
    public Task<IReadOnlyList<EmergencyCall>> ListAsync(TenantId tenant, EmergencyState? state, EmergencyId before, int limit, CancellationToken cancel) =>
        store.ListAsync(tenant, state, before, limit, cancel);

    /// <summary>A call.</summary>
    /// <returns><see cref="ChatError.Forbidden"/>; <see cref="ChatError.NotFound"/>.</returns>
    public async Task<Outcome<EmergencyCall>> FindAsync(Account agent, EmergencyId id, CancellationToken cancel)
    {
        if (agent.Role < Role.Agent)
            return ChatError.Forbidden;
        return await store.FindAsync(agent.Reach, id, cancel) is { } call ? call : ChatError.NotFound;
    }

    /// <summary>Takes a call, or closes it, taken or not.</summary>
    /// <param name="note">Up to 1,000 characters, for those who look after the tenant.</param>
    /// <returns>The call then; <see cref="ChatError.Forbidden"/>; <see cref="ChatError.NotFound"/>; <see cref="ChatError.Conflict"/> when somebody was faster; <see cref="ChatError.InvalidField"/>.</returns>
    public async Task<Outcome<EmergencyCall>> StepAsync(Account agent, EmergencyId id, EmergencyState to, string? note, CancellationToken cancel)
    {
        if (agent.Role < Role.Agent)
            return ChatError.Forbidden;
        if (note is not null && (note.Length > LongestNote || !FieldRules.IsKeepable(note)))
            return FieldRules.Invalid("note", LongestNote);
        var step = new EmergencyStep(to, agent.Id, clock.NowMs(), string.IsNullOrWhiteSpace(note) ? null : note.Trim());
        var stepped = await store.StepAsync(agent.Reach, id, step, cancel);
        if (!stepped.IsOk)
            return stepped.Refusal;
        var call = stepped.Value;
        audit.Record(AuditAction.EmergencyHandled, call.TenantId, agent.Id, id.Value, to == EmergencyState.Taken ? "taken" : "closed");
        if (await store.ReadHelpersAsync(call.TenantId, EmergencyCalls.MostHelpers, cancel) is { Count: > 0 } helpers)
            fanout.Publish(new HelpHandled(call, agent), helpers);
        return call;
    }
}
