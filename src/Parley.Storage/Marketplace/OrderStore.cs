using Parley.Marketplace;
using Parley.Marketplace.Orders;
using Parley.Primitives;
using Parley.Storage.Jobs;
using Parley.Storage.Webhooks;
using Parley.Webhooks;

namespace Parley.Storage.Marketplace;

/// <summary>Orders and their history.</summary>
internal sealed class OrderStore(Database database, JobInserts jobs, EventInserts events) : IOrderStore
{
    public Task<Outcome<Order>> CreateAsync(Order order, OrderTransition first, OrderKey? key, CancellationToken cancel) => events.ThenWakeAsync(database.TransactAsync<Outcome<Order>>(
        async sql =>
        {
            if (key is not null && await FindByKeyAsync(sql, order.CustomerId, key) is { } before)
                return before.Fingerprint.AsSpan().SequenceEqual(key.Fingerprint) ? before.Order : ChatError.IdempotencyConflict;
            if (await IsBlockedAsync(sql, order))
                return ChatError.Blocked;
            if (!order.ConversationId.IsNone && !await AreBothInAsync(sql, order))
                return ChatError.ConversationNotFound;
            if (!await IsOnOfferAsync(sql, order))
                return new Refusal(ChatError.NotFound, "serviceId");
            await OrderWriting.InsertAsync(sql, order, key);
            await OrderWriting.InsertAsync(sql, first);
            await events.InsertAsync(sql, WebhookEvents.OrderCreated, order.TenantId, order.Id.Value, order.Version, order.CustomerId, order.ProviderId);
            return order;
        },
        cancel));

    public Task<Order?> FindAsync(TenantId tenant, OrderId id, CancellationToken cancel) =>
        database.QueryAsync(sql => FindAsync(sql, tenant, id, ""), cancel);

    public Task<OrderAnswer> MoveAsync(TenantId tenant, OrderId id, Func<Order, OrderDecision> decide, CancellationToken cancel) =>
        events.ThenWakeAsync(database.TransactAsync(
            async sql =>
            {
                if (await LockAsync(sql, tenant, id) is not { } order)
                    return OrderAnswer.Refused(ChatError.NotFound);
                var decision = decide(order);
                if (decision.Transition is not { } line)
                    return new OrderAnswer(order, null, decision.Refusal);
                if (await OrderWriting.UpdateAsync(sql, decision.Next) != 1)
                    throw new InvalidOperationException($"Order {id} changed under its lock.");
                await OrderWriting.InsertAsync(sql, line);
                await PaymentStore.FollowAsync(sql, jobs, events, order, decision.Next);
                await events.InsertAsync(sql, WebhookEvents.OrderUpdated, tenant, id.Value, line.Version, order.CustomerId, order.ProviderId);
                return new OrderAnswer(decision.Next, line, null);
            },
            cancel));

    public async Task<IReadOnlyList<OrderTransition>> ReadHistoryAsync(OrderId id, int most, CancellationToken cancel)
    {
        var newest = await database.QueryAsync(
            sql => sql.ListAsync(
                $"SELECT {OrderRows.TransitionColumns} FROM order_transitions WHERE order_id = @id ORDER BY version DESC LIMIT @most",
                OrderRows.ReadTransition,
                ("@id", id.Value),
                ("@most", most)),
            cancel);
        newest.Reverse();
        return newest;
    }

    public Task<OrderTransition?> FindTransitionAsync(OrderId id, long version, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            $"SELECT {OrderRows.TransitionColumns} FROM order_transitions WHERE order_id = @id AND version = @version",
            OrderRows.ReadTransition,
            ("@id", id.Value),
            ("@version", version)),
        cancel);

    public Task<Page<Order>> ListAsync(TenantId tenant, OrderFilter filter, int skip, int take, CancellationToken cancel) =>
        OrderLists.ReadAsync(database, tenant, filter, skip, take, cancel);

    /// <summary>The order, held until the transaction ends.</summary>
    internal static ValueTask<Order?> LockAsync(SqlScope sql, TenantId tenant, OrderId id) =>
        FindAsync(sql, tenant, id, sql.Pick(sqlite: "", postgres: "FOR NO KEY UPDATE"));

    private static ValueTask<Order?> FindAsync(SqlScope sql, TenantId tenant, OrderId id, string locked) => sql.FirstAsync(
        $"SELECT {OrderRows.Columns} FROM orders WHERE id = @id AND tenant_id = @tenant {locked}",
        OrderRows.Read,
        ("@id", id.Value),
        ("@tenant", tenant.Value));

    // Counts the order in the same breath; that holds the service as it is until the end.
    private static async ValueTask<bool> IsOnOfferAsync(SqlScope sql, Order order) => await sql.ExecuteAsync(
        $"""
        UPDATE services SET order_count = order_count + 1 WHERE id = @service AND tenant_id = @tenant AND provider_id = @provider AND status = 1
            AND EXISTS (SELECT 1 FROM users u WHERE u.id = services.provider_id AND {ServiceRows.ProviderMayAct})
        """,
        ("@now", order.CreatedAt),
        ("@service", order.ServiceId.Value),
        ("@tenant", order.TenantId.Value),
        ("@provider", order.ProviderId.Value)) == 1;

    // Keys of one customer one after the other, so that of two requests at once the second finds the first. On SQLite all writes are so.
    private static async ValueTask<KeyedOrder?> FindByKeyAsync(SqlScope sql, UserId customer, OrderKey key)
    {
        if (sql.Kind == DatabaseKind.PostgreSql)
            await sql.FirstAsync("SELECT id FROM users WHERE id = @id FOR NO KEY UPDATE", row => row.GetInt64(0), ("@id", customer.Value));
        return await sql.FirstAsync(
            $"SELECT {OrderRows.Columns}, fingerprint FROM orders WHERE customer_id = @customer AND client_key = @key",
            row => new KeyedOrder(OrderRows.Read(row), row.GetFieldValue<byte[]>(29)),
            ("@customer", customer.Value),
            ("@key", key.Text));
    }

    private static async ValueTask<bool> IsBlockedAsync(SqlScope sql, Order order) => await sql.FirstAsync(
        """
        SELECT 1 FROM blocks
        WHERE (blocker_id = @customer AND blocked_id = @provider) OR (blocker_id = @provider AND blocked_id = @customer) LIMIT 1
        """,
        _ => true,
        ("@customer", order.CustomerId.Value),
        ("@provider", order.ProviderId.Value));

    private static async ValueTask<bool> AreBothInAsync(SqlScope sql, Order order) => await sql.FirstAsync(
        """
        SELECT count(*) FROM participants p JOIN conversations c ON c.id = p.conversation_id
        WHERE c.id = @conversation AND c.tenant_id = @tenant AND p.user_id IN (@customer, @provider) AND p.left_at IS NULL
        """,
        row => row.GetInt64(0),
        ("@conversation", order.ConversationId.Value),
        ("@tenant", order.TenantId.Value),
        ("@customer", order.CustomerId.Value),
        ("@provider", order.ProviderId.Value)) == 2;

    private sealed record KeyedOrder(Order Order, byte[] Fingerprint);
}
