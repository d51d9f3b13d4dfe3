using Parley.Messages;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>One thing for the delivery loop to do.</summary>
/// <param name="Batch">Settled writes of the store's writer, or null.</param>
/// <param name="Event">An event, or null.</param>
/// <param name="Recipients">Whom the event is for; null: all who are in its conversation.</param>
/// <param name="Except">A connection that knows already.</param>
/// <param name="FromPeer">Another node published it: not to be published again.</param>
/// <param name="Task">Work to run on the loop (a repair), or null.</param>
/// <param name="IsTailCheck">Changes may be stored that nobody was told of: look for them.</param>
internal readonly record struct DeliveryItem(
    IReadOnlyList<PendingWrite>? Batch,
    OutboundEvent? Event,
    IReadOnlyCollection<UserId>? Recipients,
    Connection? Except,
    bool FromPeer,
    Func<ValueTask>? Task = null,
    bool IsTailCheck = false);
