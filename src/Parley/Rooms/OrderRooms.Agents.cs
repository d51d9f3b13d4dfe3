using Parley.Accounts;
using Parley.Audit;
using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Rooms;

/// <summary>
/// Agents in rooms of orders: they come and go as they like, and an admin takes them out. Who is no agent any more, is kept out for good, or is erased, has left
/// all rooms with the very change of its account, which the store sees to.
/// </summary>
public sealed partial class OrderRooms
{
    /// <summary>An agent comes into a room of its tenant. Being in it already is a success that changes nothing.</summary>
    /// <returns>The room; <see cref="ChatError.Forbidden"/> for anybody else; <see cref="ChatError.ConversationNotFound"/>; <see cref="ChatError.GroupFull"/>.</returns>
    public async Task<Outcome<Conversation>> JoinAsync(Account agent, OrderId order, CancellationToken cancel)
    {
        if (agent.Role < Role.Agent)
            return ChatError.Forbidden;
        if (await ResolveForAgentAsync(agent.TenantId, order, cancel) is not { DissolvedAt: null } room)
            return ChatError.ConversationNotFound;
        if (await IsInAsync(room, agent.Id, cancel))
            return room;
        var now = clock.NowMs();
        var edited = await store.EditAsync(agent.TenantId, room.Id, (_, members) => RoomRules.Join(members, agent.Id, now), cancel);
        if (!edited.IsOk)
            return edited.Refusal;
        audit.Record(AuditAction.RoomJoined, agent, room.Id.Value);
        return await TellAsync(edited.Value, agent.Id, cancel);
    }

    /// <summary>An agent goes out of a room that it came into: its place is free, and what is said there from now on is not for it.</summary>
    /// <returns>The room; <see cref="ChatError.ConversationNotFound"/>; <see cref="ChatError.NotParticipant"/> for who didn't come in as an agent.</returns>
    public async Task<Outcome<Conversation>> LeaveAsync(Account agent, OrderId order, CancellationToken cancel)
    {
        var left = await LeaveAsync(agent, order, agent.Id, cancel);
        if (left.IsOk)
            audit.Record(AuditAction.RoomLeft, agent, left.Value.Id.Value);
        return left;
    }

    /// <summary>An admin takes an agent out of a room that it joined: one of its tenant and below it; an operator whomever it likes.</summary>
    /// <returns>
    /// The room; <see cref="ChatError.Forbidden"/>; <see cref="ChatError.SelfTarget"/> (one leaves by oneself); <see cref="ChatError.UserNotFound"/>;
    /// <see cref="ChatError.ConversationNotFound"/>; <see cref="ChatError.NotFound"/> for who didn't come in as an agent.
    /// </returns>
    public async Task<Outcome<Conversation>> RemoveAgentAsync(Account admin, OrderId order, UserId agent, CancellationToken cancel)
    {
        if (agent == admin.Id)
            return ChatError.SelfTarget;
        if (await accounts.FindAsync(agent, cancel) is not { } target || (admin.Role != Role.Operator && target.TenantId != admin.TenantId))
            return ChatError.UserNotFound;
        if (admin.Role < Role.Admin || (target.Role >= admin.Role && admin.Role != Role.Operator))
            return ChatError.Forbidden;
        var left = await LeaveAsync(target, order, admin.Id, cancel);
        if (!left.IsOk)
            return left.Refusal.Error == ChatError.NotParticipant ? (Refusal)ChatError.NotFound : left.Refusal;
        audit.Record(AuditAction.AgentRemoved, target.TenantId, admin.Id, left.Value.Id.Value, $"user {agent}");
        return left;
    }

    private async Task<Outcome<Conversation>> LeaveAsync(Account agent, OrderId order, UserId by, CancellationToken cancel)
    {
        if (order.IsNone || await store.FindRoomAsync(agent.TenantId, order, cancel) is not { DissolvedAt: null } room)
            return ChatError.ConversationNotFound;
        var now = clock.NowMs();
        var edited = await store.EditAsync(agent.TenantId, room.Id, (_, members) => RoomRules.Leave(members, agent.Id, now), cancel);
        return edited.IsOk ? await TellAsync(edited.Value, by, cancel) : edited.Refusal;
    }
}
