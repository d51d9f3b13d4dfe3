using Parley.Accounts;
using Parley.Audit;
using Parley.Configuration;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Friends;
using Parley.Limits;
using Parley.Primitives;
using Parley.Rooms;

namespace Parley.Emergency;

/// <summary>
/// The button for help (document 000, 4): every call is kept, and answered with the number to dial, whole. Since it shows a number that is masked
/// everywhere else, it is for those in the order's room only, limited, and audited. Who is in a room proves little where anybody can open one: the number
/// is that of somebody who is known to deal with the caller. Those who look after the tenant are told at once, in any case.
/// </summary>
public sealed class EmergencyCalls(
    IEmergencyStore store,
    IConversationStore conversations,
    IFriendStore friends,
    OrderRooms rooms,
    Profiles profiles,
    Fanout fanout,
    Current<EmergencyOptions> options,
    RateLimiter limiter,
    RateLimits limits,
    AuditTrail audit,
    IdGenerator ids,
    TimeProvider clock)
{
    /// <summary>The most who are told of a call.</summary>
    public const int MostHelpers = 1_000;

    /// <summary>A person calls.</summary>
    /// <returns>
    /// The call and whom to dial; <see cref="ChatError.InvalidField"/> naming <c>orderId</c>; <see cref="ChatError.NotParticipant"/>, and
    /// <see cref="ChatError.ConversationNotFound"/> for an order without a room, unless the platform's own number is told: that needs none, and whoever
    /// was first in the room must not keep others from help; <see cref="ChatError.RateLimited"/>.
    /// </returns>
    public async Task<Outcome<EmergencyAnswer>> CallAsync(Account caller, OrderId order, CancellationToken cancel)
    {
        if (order.Value <= 0)
            return new Refusal(ChatError.InvalidField, "orderId");
        if (limiter.Take(limits.Emergencies, caller.Id.Value) is { } tooMany)
            return tooMany;
        var numbers = options.Value;
        var place = await rooms.SeekAsync(caller, order, cancel); // a call makes no room: who joins makes it
        var needsRoom = numbers.Phone is null || !order.IsOutside;
        if (!place.IsOk && (needsRoom || place.Refusal.Error is not (ChatError.ConversationNotFound or ChatError.NotParticipant)))
            return place.Refusal;

        var (room, side) = place.IsOk ? place.Value : default;
        var other = numbers.Phone is null ? await OtherAsync(room, side, caller, cancel) : null;
        var call = new EmergencyCall
        {
            Id = new EmergencyId(ids.Next()),
            TenantId = caller.TenantId,
            OrderId = order,
            ConversationId = room?.Id ?? default,
            CallerId = caller.Id,
            ContactId = other?.Phone is null ? default : other.Account.Id,
            CreatedAt = clock.NowMs(),
        };
        await store.AddAsync(call, cancel); // before the number is told
        audit.Record(AuditAction.EmergencyCalled, caller, call.Id.Value, other?.Phone is null ? null : "phone shown");
        if (await store.ReadHelpersAsync(caller.TenantId, MostHelpers, cancel) is { Count: > 0 } helpers)
            fanout.Publish(new HelpCalled(call, caller), helpers);
        return numbers.Phone is { } phone
            ? new EmergencyAnswer(call, phone, numbers.ContactName)
            : new EmergencyAnswer(call, other?.Phone, other?.Account.DisplayName ?? numbers.ContactName);
    }

    // In a room of two the other; else the first who came who is no agent and has a number that the caller may have. Without a room, the order's other side.
    private async Task<Profile?> OtherAsync(Conversation? room, UserId side, Account caller, CancellationToken cancel)
    {
        if (room is null)
            return await ShownAsync(caller, side, mayHave: true, cancel);
        Profile? found = null;
        var isVouchedFor = !room.OrderId.IsOutside || await conversations.IsDeclaredAsync(room.Id, cancel);
        var members = await conversations.ReadMembersAsync(room.Id, cancel);
        foreach (var member in members.Where(member => member.UserId != caller.Id && member.Role != RoomRules.AgentRole).OrderBy(member => member.JoinedAt))
        {
            var shown = await ShownAsync(caller, member.UserId, isVouchedFor || member.OwnSent > 0, cancel);
            if (shown?.Phone is not null)
                return shown;
            found ??= shown;
        }

        return found;
    }

    // Whom to call, with the number where the caller may have it.
    private async Task<Profile?> ShownAsync(Account caller, UserId other, bool mayHave, CancellationToken cancel)
    {
        var profile = await profiles.ReadAsync(caller.TenantId, other, cancel);
        if (!profile.IsOk)
            return null;
        return profile.Value.Phone is null || (mayHave && !await friends.IsBlockedAmongAsync(caller.Id, [other], cancel)) ? profile.Value : profile.Value with { Phone = null };
    }
}
