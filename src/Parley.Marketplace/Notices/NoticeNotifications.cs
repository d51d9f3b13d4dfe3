using Parley.Marketplace.Orders;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Marketplace.Notices;

/// <summary>What of an order goes among people's notifications (站内信): a step to who did not take it, a review to the provider.</summary>
internal static class NoticeNotifications
{
    public static IReadOnlyList<Notification> Of(OrderNotice notice, NotificationFeed feed)
    {
        var order = notice.Order;
        if (notice.Review is { } review)
            return [feed.Prepare(order.ProviderId, NotificationType.Review, "新评价", $"“{order.ServiceName}”收到 {review.Rating} 星评价", DataOf(order, "reviewed", OrderWords.Of(order.Status)))];
        if (notice.Step is not { } step)
            return [];
        var isMoney = step.Action is OrderAction.Paid or OrderAction.Refund or OrderAction.Refunded;
        var title = isMoney ? "支付更新" : step.Action == OrderAction.Create ? "新订单" : "订单更新";
        return
        [
            .. from side in (UserId[])[order.CustomerId, order.ProviderId]
               where side != step.ActorId
               select feed.Prepare(side, isMoney ? NotificationType.Payment : NotificationType.Order, title, $"{order.Number}：{NoticeTexts.Of(step, order)}", DataOf(order, OrderWords.Of(step.Action), OrderWords.Of(step.To))),
        ];
    }

    // The facts, for clients with words of their own.
    private static string DataOf(Order order, string action, string status) =>
        $$"""{"orderId":{{order.Id}},"orderNumber":"{{order.Number}}","action":"{{action}}","status":"{{status}}"}""";
}
