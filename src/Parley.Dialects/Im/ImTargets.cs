using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Im.Wire;
using Parley.Dialects.Json;
using Parley.Primitives;
using Parley.Rooms;

namespace Parley.Dialects.Im;

/// <summary>The conversation that a client names by its order or by the other one.</summary>
internal sealed class ImTargets(OrderRooms rooms, DirectConversations directs, AccountDirectory accounts)
{
    /// <summary>Finds it.</summary>
    /// <returns>The conversation; null where the two never had a word; why not.</returns>
    public async Task<Outcome<Conversation?>> FindAsync(Account me, WireId order, WireId peer, CancellationToken cancel)
    {
        if (!order.IsMissing)
        {
            var room = await rooms.FindAsync(me, order.Order(), cancel);
            return room.IsOk ? room.Value : room.Refusal;
        }

        var user = peer.User;
        if (user == me.Id)
            return ChatError.SelfTarget;
        if (user.IsNone || await accounts.FindAsync(user, cancel) is not { } account || account.TenantId != me.TenantId)
            return ChatError.UserNotFound;
        return await directs.FindAsync(me, user, cancel);
    }
}
