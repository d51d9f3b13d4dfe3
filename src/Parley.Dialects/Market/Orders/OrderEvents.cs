using System.Text.Json;
using Parley.Accounts;
using Parley.Delivery;
using Parley.Dialects.Market.Reviews;
using Parley.Marketplace.Notices;
using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Dialects.Market.Orders;

/// <summary>Tells both sides of an order, wherever they are connected: <c>order-created</c>, <c>order-updated</c>, <c>review-created</c>.</summary>
public sealed class OrderEvents(Fanout fanout, AccountDirectory accounts) : INoticeEvents
{
    /// <inheritdoc/>
    public void Publish(OrderNotice notice)
    {
        var order = notice.Order;
        if (notice.Review is { } review)
        {
            var said = new ReviewEventView(ReviewView.Of(review), order.Number, order.ServiceName);
            Publish(order, "review-created", JsonSerializer.SerializeToUtf8Bytes(said, ShopJson.Wire.ReviewEventView));
        }
        else if (notice.Step is { } step)
        {
            var done = new OrderEventView(
                OrderWords.Of(step.Action), step.ActorId.IsNone ? null : PublicId.ToText(EntityKind.User, step.ActorId.Value), OrderView.Of(order, PeopleOf(order)));
            Publish(order, step.Action == OrderAction.Create ? "order-created" : "order-updated", JsonSerializer.SerializeToUtf8Bytes(done, ShopJson.Wire.OrderEventView));
        }
    }

    private void Publish(Order order, string name, byte[] payload) =>
        fanout.Publish(new ApplicationEvent(order.TenantId, [order.CustomerId, order.ProviderId], name, payload));

    // Who is not at hand is left out: an event waits for nobody.
    private Dictionary<UserId, Account> PeopleOf(Order order)
    {
        var people = new Dictionary<UserId, Account>();
        foreach (var side in (UserId[])[order.CustomerId, order.ProviderId])
        {
            if (accounts.TryGet(side, out var account))
                people[side] = account;
        }

        return people;
    }
}
