using System.Data.Common;
using Parley.Marketplace;
using Parley.Marketplace.Matching;
using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Storage.Marketplace;

/// <summary>How orders and their history are read.</summary>
internal static class OrderRows
{
    /// <summary>In the order that <see cref="Read"/> expects.</summary>
    public const string Columns = """
        id, tenant_id, customer_id, provider_id, service_id, conversation_id, status, payment, service_name, details, total, currency, quoted,
        scheduled_at, completed_at, customer_address, customer_latitude, customer_longitude, provider_address, provider_latitude, provider_longitude,
        notes, cancel_requested_by, review_requested_at, dispute, version, created_at, updated_at,
        (SELECT reviews.created_at FROM reviews WHERE reviews.order_id = orders.id)
        """;

    /// <summary>In the order that <see cref="ReadTransition"/> expects.</summary>
    public const string TransitionColumns = "order_id, version, action, from_status, to_status, actor_id, at, note";

    public static Order Read(DbDataReader row) => new()
    {
        Id = new OrderId(row.GetInt64(0)),
        TenantId = new TenantId(row.GetInt64(1)),
        CustomerId = new UserId(row.GetInt64(2)),
        ProviderId = new UserId(row.GetInt64(3)),
        ServiceId = new ServiceId(row.GetInt64(4)),
        ConversationId = new ConversationId(row.LongOrNull(5) ?? 0),
        Status = (OrderStatus)row.GetInt16(6),
        Payment = (PaymentStatus)row.GetInt16(7),
        ServiceName = row.GetString(8),
        Details = row.TextOrNull(9),
        Total = new Amount(row.GetInt64(10)),
        Currency = row.GetString(11),
        Quoted = row.LongOrNull(12) is { } cents ? new Amount(cents) : null,
        ScheduledAt = row.LongOrNull(13),
        CompletedAt = row.LongOrNull(14),
        CustomerPlace = ReadPlace(row, 15),
        ProviderPlace = ReadPlace(row, 18),
        Notes = row.TextOrNull(21),
        CancelRequestedBy = new UserId(row.LongOrNull(22) ?? 0),
        ReviewRequestedAt = row.LongOrNull(23),
        Dispute = (DisputeStatus)row.GetInt16(24),
        Version = row.GetInt64(25),
        CreatedAt = row.GetInt64(26),
        UpdatedAt = row.GetInt64(27),
        ReviewedAt = row.LongOrNull(28),
    };

    public static OrderTransition ReadTransition(DbDataReader row) => new(
        new OrderId(row.GetInt64(0)),
        row.GetInt64(1),
        (OrderAction)row.GetInt16(2),
        (OrderStatus)row.GetInt16(3),
        (OrderStatus)row.GetInt16(4),
        new UserId(row.GetInt64(5)),
        row.GetInt64(6),
        row.TextOrNull(7));

    private static Place? ReadPlace(DbDataReader row, int at)
    {
        var address = row.TextOrNull(at);
        GeoPoint? point = row.DoubleOrNull(at + 1) is { } latitude ? new GeoPoint(latitude, row.GetDouble(at + 2)) : null;
        return address is null && point is null ? null : new Place(point, address);
    }
}
