using Parley.Accounts;
using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary>A dispute, as those see it who look after the tenant; what else there is of its order stands there.</summary>
internal sealed record DisputeView(
    long OrderId,
    string OrderNumber,
    long TenantId,
    string State,
    string ServiceName,
    string OrderStatus,
    string PaymentStatus,
    decimal Amount,
    string Currency,
    AdminSideView Customer,
    AdminSideView Provider,
    long? RaisedBy,
    string? Reason,
    DateTime? RaisedAt,
    long? DecidedBy,
    string? Note,
    DateTime? DecidedAt)
{
    public static DisputeView Of(Dispute dispute, IReadOnlyDictionary<UserId, Account> people)
    {
        var (order, raised) = (dispute.Order, dispute.Raised);
        var decided = order.Dispute == DisputeStatus.Open ? null : dispute.Decided; // of one that began again it is from before
        return new DisputeView(
            order.Id.Value,
            order.Number,
            order.TenantId.Value,
            OrderWords.Of(order.Dispute),
            order.ServiceName,
            OrderWords.Of(order.Status),
            OrderWords.Of(order.Payment),
            order.Total.Value,
            order.Currency,
            AdminSideView.Of(order.CustomerId, people),
            AdminSideView.Of(order.ProviderId, people),
            raised?.ActorId.Value,
            raised?.Note,
            raised is null ? null : WireTime.Of(raised.At),
            decided?.ActorId.Value,
            decided?.Note,
            decided is null ? null : WireTime.Of(decided.At));
    }

    /// <summary>What became of disputes as the query names it; null for anything else.</summary>
    public static DisputeStatus? StateOf(string word) => word switch
    {
        "open" => DisputeStatus.Open,
        "refund" => DisputeStatus.Refund,
        "dismissed" => DisputeStatus.Dismissed,
        _ => null,
    };
}
