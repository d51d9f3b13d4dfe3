using Parley.Marketplace.Notices;
using Parley.Notifications;
using Parley.Primitives;
using Parley.Storage.Notifications;

namespace Parley.Storage.Marketplace;

/// <summary>What was committed of orders and not yet told of.</summary>
internal sealed class NoticeStore(Database database) : INoticeStore
{
    // A review waits for nothing.
    private const string IsFirst =
        "(n.version = 0 OR NOT EXISTS (SELECT 1 FROM order_notices e WHERE e.order_id = n.order_id AND e.version > 0 AND e.version < n.version))";

    /// <summary>Notes that something is to be told, in the transaction that does it.</summary>
    public static ValueTask<int> AddAsync(SqlScope sql, NoticeKey key, long nowMs) => sql.ExecuteAsync(
        "INSERT INTO order_notices (order_id, version, due_at) VALUES (@order, @version, @due)",
        ("@order", key.OrderId.Value),
        ("@version", key.Version),
        ("@due", nowMs + OrderNotices.HeadStartMs));

    public async Task<IReadOnlyList<NoticeKey>> ReadDueAsync(long nowMs, int limit, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            $"SELECT n.order_id, n.version FROM order_notices n WHERE n.due_at <= @now AND {IsFirst} ORDER BY n.due_at, n.order_id, n.version LIMIT @limit",
            row => new NoticeKey(new OrderId(row.GetInt64(0)), row.GetInt64(1)),
            ("@now", nowMs),
            ("@limit", limit)),
        cancel);

    public Task<OrderNotice?> ReadAsync(NoticeKey key, CancellationToken cancel) => database.QueryAsync<OrderNotice?>(
        async sql =>
        {
            (string Name, object? Value)[] args = [("@order", key.OrderId.Value), ("@version", key.Version)];
            var tries = await sql.FirstAsync(
                $"SELECT n.tries FROM order_notices n WHERE n.order_id = @order AND n.version = @version AND {IsFirst}", row => (int?)row.GetInt32(0), args);
            var order = await sql.FirstAsync($"SELECT {OrderRows.Columns} FROM orders WHERE id = @order", OrderRows.Read, args[..1]);
            if (tries is null || order is null)
                return null;
            if (key.IsReview)
            {
                var review = await sql.FirstAsync($"SELECT {ReviewStore.Columns} FROM reviews WHERE order_id = @order", ReviewStore.Read, args[..1]);
                return new OrderNotice(order, null, review, tries.Value);
            }

            var step = await sql.FirstAsync(
                $"SELECT {OrderRows.TransitionColumns} FROM order_transitions WHERE order_id = @order AND version = @version", OrderRows.ReadTransition, args);
            return new OrderNotice(order, step, null, tries.Value);
        },
        cancel);

    public Task<NoticeKey?> FindNextAsync(OrderId order, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            "SELECT min(version) FROM order_notices WHERE order_id = @order AND version > 0",
            row => row.LongOrNull(0) is { } version ? new NoticeKey(order, version) : (NoticeKey?)null,
            ("@order", order.Value)),
        cancel);

    public Task<bool> FinishAsync(OrderNotice notice, IReadOnlyList<Notification> notifications, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            var told = await sql.ExecuteAsync(
                "DELETE FROM order_notices WHERE order_id = @order AND version = @version", ("@order", notice.Key.OrderId.Value), ("@version", notice.Key.Version));
            if (told == 0)
                return false;
            foreach (var notification in notifications)
                await NotificationRows.InsertAsync(sql, notification);
            await RecommendationStore.LearnAsync(sql, notice);
            return true;
        },
        cancel);

    public Task PutOffAsync(NoticeKey key, long dueAt, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            "UPDATE order_notices SET due_at = @due, tries = tries + 1 WHERE order_id = @order AND version = @version",
            ("@order", key.OrderId.Value),
            ("@version", key.Version),
            ("@due", dueAt)),
        cancel);
}
