using System.Text.Json;
using Parley.Delivery;
using Parley.Marketplace.Notices;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Payments;

namespace Parley.Dialects.Market.Payments;

/// <summary>Tells both sides of an order what becomes of its payments, live: <c>payment-updated</c>, as <c>GET /api/v1/payments/{id}</c> shows it, without the link.</summary>
internal sealed class PaymentNews(PaymentEvents events, Fanout fanout, OrderNotices notices)
{
    private const string Name = "payment-updated";

    /// <summary>Begins to tell.</summary>
    public void Start() => events.Changed += Tell;

    private void Tell(Order order, Payment payment)
    {
        fanout.Publish(new ApplicationEvent(
            order.TenantId,
            [order.CustomerId, order.ProviderId],
            Name,
            JsonSerializer.SerializeToUtf8Bytes(PaymentView.Of(payment, order, payUrl: null), MarketJson.Wire.PaymentView)));
        notices.Wake(new NoticeKey(order.Id, order.Version)); // the order's own step, where there is one
    }
}
