using Parley.Accounts;
using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Rooms;

/// <summary>
/// Rooms of orders that are kept here. Such an order is real or it has no room; who it is between, the book says and not the message. Where
/// the two have a conversation about it already, that is its room, until an agent comes in.
/// </summary>
public sealed partial class OrderRooms
{
    // An order's room or, for one that is kept here, where its two sides talk about it.
    private async Task<Conversation?> ResolveAsync(TenantId tenant, OrderId order, CancellationToken cancel)
    {
        if (order.IsNone)
            return null;
        if (await store.FindRoomAsync(tenant, order, cancel) is { } room)
            return room;
        return !order.IsOutside && await book.FindAsync(tenant, order, cancel) is { ConversationId: { IsNone: false } conversation }
            ? await store.FindAsync(tenant, conversation, cancel)
            : null;
    }

    // The room of an order kept here that has none yet: for its two sides only.
    private async Task<Outcome<Conversation>> MakeKnownAsync(Account caller, OrderId order, CancellationToken cancel)
    {
        if (order.IsNone || await book.FindAsync(caller.TenantId, order, cancel) is not { } known)
            return ChatError.ConversationNotFound;
        return known.IsBetween(caller.Id) ? await InsertAsync(caller.TenantId, known, cancel) : ChatError.NotParticipant;
    }

    // What an agent comes into: a conversation of two stays theirs, so the order gets a room beside it.
    private async Task<Conversation?> ResolveForAgentAsync(TenantId tenant, OrderId order, CancellationToken cancel)
    {
        var room = await ResolveAsync(tenant, order, cancel);
        if (room is { Kind: not ConversationKind.Direct } || order.IsOutside)
            return room;
        return !order.IsNone && await book.FindAsync(tenant, order, cancel) is { } known ? await InsertAsync(tenant, known, cancel) : null;
    }

    private async Task<Conversation> InsertAsync(TenantId tenant, KnownOrder known, CancellationToken cancel) =>
        (await InsertAsync(tenant, known.Id, [known.CustomerId, known.ProviderId], isDeclared: false, cancel)).Room;
}
