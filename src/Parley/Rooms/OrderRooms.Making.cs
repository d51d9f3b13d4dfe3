using Parley.Accounts;
using Parley.Conversations;
using Parley.Messages;
using Parley.Moderation;
using Parley.Primitives;

namespace Parley.Rooms;

/// <summary>
/// Rooms of outside orders, made by their first message. Anybody can make up numbers of orders, so somebody who does is slowed and written down, and a
/// room in which nothing was ever said (its first message was refused) is nobody's yet.
/// </summary>
public sealed partial class OrderRooms
{
    private static readonly byte[] StrangersFingerprint = "rooms of strangers"u8.ToArray();

    private static bool IsUnused(Conversation room) => room is { LastSeq: 0, DissolvedAt: null };

    private async Task<Outcome<Conversation>> MakeAsync(Account caller, OrderId order, UserId receiver, ContactPolicy policy, CancellationToken cancel)
    {
        if (await store.FindRoomAsync(caller.TenantId, order, cancel) is { } unused && await EnterAsync(unused, caller, receiver, cancel) is { IsOk: true } mine)
            return mine;
        if (receiver.IsNone)
            return new Refusal(ChatError.InvalidField, "receiverId");
        if (options.Opening == RoomOpening.Declared)
            return ChatError.Forbidden;
        if (limiter.Take(limits.Openings, caller.Id.Value) is { } tooMany)
            return tooMany;
        if (await accounts.FindAsync(receiver, cancel) is not { } account || account.TenantId != caller.TenantId)
            return ChatError.UserNotFound;
        if (await RefuseContactAsync(caller, receiver, policy, cancel) is { } refusal)
            return refusal;
        if (limiter.Take(limits.OrderRooms, caller.Id.Value) is { } tooManyADay)
            return tooManyADay;

        var (room, isNew) = await InsertAsync(caller.TenantId, order, [caller.Id, receiver], isDeclared: false, cancel);
        if (isNew)
            return room;
        return IsUnused(room) ? await TakeOverAsync(room, caller, receiver, cancel) : await EnterAsync(room, caller, receiver, cancel);
    }

    private async Task<Refusal?> RefuseContactAsync(Account caller, UserId receiver, ContactPolicy policy, CancellationToken cancel)
    {
        var direct = await directs.FindAsync(caller, receiver, cancel);
        if (direct is { IsBlocked: true })
            return (Refusal)ChatError.Blocked;
        if (direct?.Relation.HasFlag(PairRelation.Friends) == true)
            return null;
        if (policy != ContactPolicy.Open)
            return (Refusal)ChatError.Forbidden;
        if (spam?.IsBurst(caller) != true)
            return null;
        hits?.Add(caller, HitKind.Strangers, string.Empty, StrangersFingerprint);
        return (Refusal)ChatError.Spam;
    }

    // What is read before the lock holds under it as long as nobody's place in the room changed: a declaration changes some.
    private async Task<Outcome<Conversation>> TakeOverAsync(Conversation room, Account caller, UserId receiver, CancellationToken cancel)
    {
        if (await store.IsDeclaredAsync(room.Id, cancel))
            return await EnterAsync(room, caller, receiver, cancel);
        var now = clock.NowMs();
        var edited = await store.EditAsync(
            room.TenantId,
            room.Id,
            (current, members) => current.MemberVersion == room.MemberVersion ? RoomRules.TakeOver(current, members, [caller.Id, receiver], now) : ChatError.NotParticipant,
            cancel);
        return edited.IsOk ? await TellAsync(edited.Value, caller.Id, cancel) : edited.Refusal;
    }
}
