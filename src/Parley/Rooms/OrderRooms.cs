using Parley.Accounts;
using Parley.Audit;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Limits;
using Parley.Messages;
using Parley.Moderation;
using Parley.Primitives;

namespace Parley.Rooms;

/// <summary>
/// The rooms of orders: one conversation an order, of those whom it concerns. An order that only the tenant's backend knows gets its room at its first
/// message, or earlier by that backend's word. Agents may join any room of their tenant.
/// </summary>
public sealed partial class OrderRooms(
    IConversationStore store,
    IOrderBook book,
    DirectConversations directs,
    AccountDirectory accounts,
    Fanout fanout,
    RateLimiter limiter,
    RateLimits limits,
    AuditTrail audit,
    IdGenerator ids,
    TimeProvider clock,
    RoomOptions options,
    SpamWatch? spam = null,
    HitLog? hits = null)
{
    /// <summary>The most that a room may be declared with.</summary>
    public const int MostDeclared = 50;

    /// <summary>The most that a room may hold, agents among them.</summary>
    public const int MostMembers = 100;

    /// <summary>An order's room that the caller is in. An order kept here always has one for its two sides.</summary>
    /// <returns><see cref="ChatError.ConversationNotFound"/> when the order has none, <see cref="ChatError.NotParticipant"/> when the caller is not in it.</returns>
    public async Task<Outcome<Conversation>> FindAsync(Account caller, OrderId order, CancellationToken cancel)
    {
        if (await ResolveAsync(caller.TenantId, order, cancel) is not { } room)
            return order.IsOutside ? ChatError.ConversationNotFound : await MakeKnownAsync(caller, order, cancel);
        return await EnterAsync(room, caller, default, cancel);
    }

    /// <summary>An order's room for a message: made with the caller and the receiver, where an outside order has none yet.</summary>
    /// <param name="receiver">The other one; none where the caller names nobody.</param>
    /// <returns>
    /// The room; <see cref="ChatError.ConversationNotFound"/>, <see cref="ChatError.NotParticipant"/> (the caller, or the receiver that it names),
    /// <see cref="ChatError.UserNotFound"/>, <see cref="ChatError.SelfTarget"/>, <see cref="ChatError.Blocked"/>, <see cref="ChatError.RateLimited"/>,
    /// <see cref="ChatError.Spam"/>; <see cref="ChatError.InvalidField"/> naming <c>receiverId</c>; <see cref="ChatError.Forbidden"/> where rooms are the
    /// backend's to declare, or the tenant doesn't let strangers write to each other freely.
    /// </returns>
    public async Task<Outcome<Conversation>> OpenAsync(Account caller, OrderId order, UserId receiver, ContactPolicy policy, CancellationToken cancel)
    {
        if (receiver == caller.Id)
            return ChatError.SelfTarget;
        if (await ResolveAsync(caller.TenantId, order, cancel) is { } room && !(order.IsOutside && IsUnused(room)))
            return await EnterAsync(room, caller, receiver, cancel);
        if (order.IsOutside)
            return await MakeAsync(caller, order, receiver, policy, cancel);
        var made = await MakeKnownAsync(caller, order, cancel);
        return made.IsOk ? await EnterAsync(made.Value, caller, receiver, cancel) : made.Refusal;
    }

    /// <summary>The word of a tenant's backend on who is in an outside order's room: those, and agents who joined.</summary>
    /// <returns>The room; <see cref="ChatError.InvalidField"/> naming <c>orderId</c> or <c>participants</c>; <see cref="ChatError.UserNotFound"/>.</returns>
    public async Task<Outcome<Conversation>> DeclareAsync(TenantId tenant, OrderId order, IReadOnlyCollection<UserId> people, CancellationToken cancel)
    {
        if (!order.IsOutside)
            return new Refusal(ChatError.InvalidField, "orderId", OrderId.OutsideBound - 1);
        var users = people.Distinct().ToArray();
        if (users.Length is < 2 or > MostDeclared)
            return new Refusal(ChatError.InvalidField, "participants", MostDeclared);
        if ((await accounts.FindManyAsync(tenant, users.ToHashSet(), cancel)).Count != users.Length)
            return ChatError.UserNotFound;

        var (room, isNew) = await InsertAsync(tenant, order, users, isDeclared: true, cancel);
        if (isNew)
            return room;
        var now = clock.NowMs();
        var edited = await store.EditAsync(tenant, room.Id, (_, members) => RoomRules.Declare(members, users, now), cancel);
        return edited.IsOk ? await TellAsync(edited.Value, default, cancel) : edited.Refusal;
    }

    private async Task<Outcome<Conversation>> EnterAsync(Conversation room, Account caller, UserId receiver, CancellationToken cancel)
    {
        if (room.DissolvedAt is not null)
            return ChatError.ConversationNotFound;
        return await IsInAsync(room, caller.Id, cancel) && (receiver.IsNone || await IsInAsync(room, receiver, cancel))
            ? room
            : ChatError.NotParticipant;
    }

    private async Task<bool> IsInAsync(Conversation room, UserId user, CancellationToken cancel) =>
        await store.FindParticipantAsync(room.Id, user, cancel) is { IsMember: true };

    private async Task<(Conversation Room, bool IsNew)> InsertAsync(TenantId tenant, OrderId order, UserId[] users, bool isDeclared, CancellationToken cancel)
    {
        var now = clock.NowMs();
        var room = new Conversation
        {
            Id = new ConversationId(ids.Next()),
            TenantId = tenant,
            Kind = ConversationKind.Room,
            OrderId = order,
            OwnerId = users[0],
            PeerId = users.Length == 2 ? users[1] : default,
            MaxMembers = MostMembers,
            CreatedAt = now,
        };
        var members = users.Select(user => new Participant { ConversationId = room.Id, UserId = user, JoinedAt = now }).ToArray();
        var opened = await store.OpenRoomAsync(room, members, isDeclared, cancel);
        if (opened.IsNew)
            fanout.Publish(new GroupChanged(opened.Room, GroupChange.Created, users[0], members));
        return opened;
    }

    private async Task<Conversation> TellAsync(EditedConversation edited, UserId actor, CancellationToken cancel)
    {
        var (room, changed) = (edited.Conversation, edited.Changed);
        var members = await store.ReadMembersAsync(room.Id, cancel);
        var recipients = members.Concat(changed).Select(participant => participant.UserId).Distinct().ToArray();
        var change = changed.Any(participant => !participant.IsMember) ? GroupChange.MemberRemoved : GroupChange.MembersAdded;
        fanout.Publish(new GroupChanged(room, change, actor, changed), recipients);
        return room;
    }
}
