using System.Collections.Concurrent;
using Parley.Accounts;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Rooms;

/// <summary>
/// The way of a message to its room. Whoever was seen in a room is sent on to the writer without a read, which decides on who is in it at the moment of
/// writing; whoever was not is looked up, not without bound. The cache is shared by all threads; an order's room never changes.
/// </summary>
public sealed partial class OrderRooms
{
    private const int MostSeen = 200_000;

    private readonly ConcurrentDictionary<(TenantId Tenant, OrderId Order, UserId User), ConversationId> _seen = new();

    /// <summary>An order's room for a message, as <see cref="OpenAsync"/> has it.</summary>
    /// <returns>As there, and <see cref="ChatError.RateLimited"/> for who asks for very many that it is not in.</returns>
    public async ValueTask<Outcome<ConversationId>> OpenForSendAsync(
        Account caller, OrderId order, UserId receiver, ContactPolicy policy, CancellationToken cancel)
    {
        if (receiver != caller.Id && _seen.TryGetValue((caller.TenantId, order, caller.Id), out var known) &&
            (receiver.IsNone || _seen.ContainsKey((caller.TenantId, order, receiver))))
            return known;
        if (limiter.Take(limits.Lookups, caller.Id.Value) is { } tooMany)
            return tooMany;
        var opened = await OpenAsync(caller, order, receiver, policy, cancel);
        if (!opened.IsOk)
            return opened.Refusal;
        See(caller.TenantId, order, caller.Id, opened.Value.Id);
        if (!receiver.IsNone)
            See(caller.TenantId, order, receiver, opened.Value.Id);
        return opened.Value.Id;
    }

    private void See(TenantId tenant, OrderId order, UserId user, ConversationId room)
    {
        if (_seen.Count >= MostSeen)
            _seen.Clear();
        _seen[(tenant, order, user)] = room;
    }
}
