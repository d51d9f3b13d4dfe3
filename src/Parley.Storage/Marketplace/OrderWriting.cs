using Parley.Marketplace.Notices;
using Parley.Marketplace.Orders;

namespace Parley.Storage.Marketplace;

/// <summary>How orders and their history are written.</summary>
internal static class OrderWriting
{
    public static ValueTask<int> InsertAsync(SqlScope sql, Order order, OrderKey? key) => sql.ExecuteAsync(
        """
        INSERT INTO orders (id, tenant_id, order_number, customer_id, provider_id, service_id, conversation_id, service_name, details, currency,
            customer_address, customer_latitude, customer_longitude, provider_address, provider_latitude, provider_longitude, notes, created_at,
            status, payment, total, quoted, scheduled_at, completed_at, cancel_requested_by, review_requested_at, dispute, version, updated_at,
            client_key, fingerprint)
        VALUES (@id, @tenant, @number, @customer, @provider, @service, @conversation, @name, @details, @currency,
            @caddress, @clatitude, @clongitude, @paddress, @platitude, @plongitude, @notes, @created,
            @status, @payment, @total, @quoted, @scheduled, @completed, @cancel, @requested, @dispute, @version, @updated, @key, @fingerprint)
        """,
        [
            .. Moving(order),
            ("@tenant", order.TenantId.Value),
            ("@number", order.Number),
            ("@customer", order.CustomerId.Value),
            ("@provider", order.ProviderId.Value),
            ("@service", order.ServiceId.Value),
            ("@conversation", order.ConversationId.IsNone ? null : order.ConversationId.Value),
            ("@name", order.ServiceName),
            ("@details", order.Details),
            ("@currency", order.Currency),
            ("@caddress", order.CustomerPlace?.Address),
            ("@clatitude", order.CustomerPlace?.Point?.Latitude),
            ("@clongitude", order.CustomerPlace?.Point?.Longitude),
            ("@paddress", order.ProviderPlace?.Address),
            ("@platitude", order.ProviderPlace?.Point?.Latitude),
            ("@plongitude", order.ProviderPlace?.Point?.Longitude),
            ("@notes", order.Notes),
            ("@created", order.CreatedAt),
            ("@key", key?.Text),
            ("@fingerprint", key?.Fingerprint),
        ]);

    /// <summary>Returns how many rows it wrote: none when the version is not the one before.</summary>
    public static ValueTask<int> UpdateAsync(SqlScope sql, Order order) => sql.ExecuteAsync(
        """
        UPDATE orders SET status = @status, payment = @payment, total = @total, quoted = @quoted, scheduled_at = @scheduled,
            completed_at = @completed, cancel_requested_by = @cancel, review_requested_at = @requested, dispute = @dispute,
            version = @version, updated_at = @updated
        WHERE id = @id AND version = @version - 1
        """,
        Moving(order));

    /// <summary>Adds a line to the history, and notes that it is to be told of, but for links to pay: those are nobody's news in a conversation.</summary>
    public static async ValueTask InsertAsync(SqlScope sql, OrderTransition line)
    {
        await sql.ExecuteAsync(
            """
            INSERT INTO order_transitions (order_id, version, action, from_status, to_status, actor_id, at, note)
            VALUES (@order, @version, @action, @from, @to, @actor, @at, @note)
            """,
            ("@order", line.OrderId.Value),
            ("@version", line.Version),
            ("@action", (short)line.Action),
            ("@from", (short)line.From),
            ("@to", (short)line.To),
            ("@actor", line.ActorId.Value),
            ("@at", line.At),
            ("@note", line.Note));
        if (line.Action is not (OrderAction.Pay or OrderAction.PaymentClosed))
            await NoticeStore.AddAsync(sql, new NoticeKey(line.OrderId, line.Version), line.At);
        await OrderCounting.AddAsync(sql, line);
    }

    // What a move may change; all else stays as it was ordered.
    private static (string Name, object? Value)[] Moving(Order order) =>
    [
        ("@id", order.Id.Value),
        ("@status", (short)order.Status),
        ("@payment", (short)order.Payment),
        ("@total", order.Total.Cents),
        ("@quoted", order.Quoted?.Cents),
        ("@scheduled", order.ScheduledAt),
        ("@completed", order.CompletedAt),
        ("@cancel", order.CancelRequestedBy.IsNone ? null : order.CancelRequestedBy.Value),
        ("@requested", order.ReviewRequestedAt),
        ("@dispute", (short)order.Dispute),
        ("@version", order.Version),
        ("@updated", order.UpdatedAt),
    ];
}
