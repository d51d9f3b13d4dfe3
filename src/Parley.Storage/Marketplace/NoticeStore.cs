using Parley.Marketplace.Notices;
using Parley.Notifications;
using Parley.Primitives;
using Parley.Storage.Notifications;

namespace Parley.Storage.Marketplace;

/// <summary>What was committed of orders and not yet told of.</summary>
internal sealed class NoticeStore(Database database) : INoticeStore
{
    /// <summary>Notes that something is to be told, in the transaction that does it.</summary>
    public static ValueTask<int> AddAsync(SqlScope sql, NoticeKey key, long nowMs) => sql.ExecuteAsync(
        "INSERT INTO order_notices (order_id, version, due_at) VALUES (@order, @version, @due)",
        ("@order", key.OrderId.Value),
        ("@version", key.Version),
        ("@due", nowMs + OrderNotices.HeadStartMs));

    public async Task<IReadOnlyList<NoticeKey>> ReadDueAsync(long nowMs, int limit, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            "SELECT order_id, version FROM order_notices WHERE due_at <= @now ORDER BY order_id, version LIMIT @limit",
            row => new NoticeKey(new OrderId(row.GetInt64(0)), row.GetInt64(1)),
            ("@now", nowMs),
            ("@limit", limit)),
        cancel);

    public Task<OrderNotice?> ReadAsync(NoticeKey key, CancellationToken cancel) => database.QueryAsync<OrderNotice?>(
        async sql =>
        {
            (string Name, object? Value)[] args = [("@order", key.OrderId.Value), ("@version", key.Version)];
            var tries = await sql.FirstAsync(
                "SELECT tries FROM order_notices WHERE order_id = @order AND version = @version", row => (int?)row.GetInt32(0), args);
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
