using Parley.Accounts;
using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Rooms;

/// <summary>
/// Rooms of orders that are kept here. Such an order is real or it has no room; who it is between, the book says and not the message. Its room is its own
/// from its first use, whatever else the two talk about elsewhere: two orders of the same two share nothing.
/// </summary>
public sealed partial class OrderRooms
{
    /// <summary>An order's room that the caller is in, or none where the order is the caller's and kept here and has no room yet: it gets none by being asked for.</summary>
    /// <returns>As <see cref="FindAsync"/>; of an order without a room, the other side.</returns>
    public async Task<Outcome<(Conversation? Room, UserId Other)>> SeekAsync(Account caller, OrderId order, CancellationToken cancel)
    {
        if (await ResolveAsync(caller.TenantId, order, cancel) is { } room)
        {
            var entered = await EnterAsync(room, caller, default, cancel);
            return entered.IsOk ? (entered.Value, default) : entered.Refusal;
        }

        if (order.IsOutside || order.IsNone || await book.FindAsync(caller.TenantId, order, cancel) is not { } known)
            return ChatError.ConversationNotFound;
        return known.IsBetween(caller.Id) ? (null, known.CustomerId == caller.Id ? known.ProviderId : known.CustomerId) : ChatError.NotParticipant;
    }

    private async Task<Conversation?> ResolveAsync(TenantId tenant, OrderId order, CancellationToken cancel) =>
        order.IsNone ? null : await store.FindRoomAsync(tenant, order, cancel);

    // The room of an order kept here that has none yet: for its two sides only.
    private async Task<Outcome<Conversation>> MakeKnownAsync(Account caller, OrderId order, CancellationToken cancel)
    {
        if (order.IsNone || await book.FindAsync(caller.TenantId, order, cancel) is not { } known)
            return ChatError.ConversationNotFound;
        return known.IsBetween(caller.Id) ? await InsertAsync(caller.TenantId, known, cancel) : ChatError.NotParticipant;
    }

    private async Task<Conversation?> ResolveForAgentAsync(TenantId tenant, OrderId order, CancellationToken cancel)
    {
        if (await ResolveAsync(tenant, order, cancel) is { } room)
            return room;
        return !order.IsNone && !order.IsOutside && await book.FindAsync(tenant, order, cancel) is { } known ? await InsertAsync(tenant, known, cancel) : null;
    }

    private async Task<Conversation> InsertAsync(TenantId tenant, KnownOrder known, CancellationToken cancel) =>
        (await InsertAsync(tenant, known.Id, [known.CustomerId, known.ProviderId], isDeclared: false, cancel)).Room;
}
