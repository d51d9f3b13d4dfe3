using Parley.Marketplace.Orders;

namespace Parley.Integrations.Mail;

/// <summary>What a mail of an order says.</summary>
internal static class OrderMailTexts
{
    /// <summary>The subject.</summary>
    public static string Subject(Order order, OrderTransition change, bool isEnglish) => isEnglish
        ? $"Order {order.Number}: {English(change.Action, change.To)}"
        : $"订单 {order.Number}：{Chinese(change.Action, change.To)}";

    /// <summary>The text.</summary>
    public static string Text(Order order, OrderTransition change, string name, bool isEnglish) => isEnglish
        ? $"""
          Hello {name},

          your order {order.Number} ({order.ServiceName}): {English(change.Action, change.To)}.
          Amount: {order.Total} {order.Currency}

          You get this mail because you asked for mail about your orders. You can turn it off in your preferences.
          """
        : $"""
          {name}，您好：

          您的订单 {order.Number}（{order.ServiceName}）：{Chinese(change.Action, change.To)}。
          金额：{order.Total} {order.Currency}

          您收到这封邮件，是因为您开启了订单邮件通知；可以在偏好设置中关闭。
          """;

    private static string English(OrderAction action, OrderStatus to) => action switch
    {
        OrderAction.Create => "it was placed",
        OrderAction.Confirm => "it was confirmed",
        OrderAction.Start => "the work has begun",
        OrderAction.Complete => "it is completed",
        OrderAction.Cancel when to == OrderStatus.Cancelled => "it was cancelled",
        OrderAction.Cancel => "the other side asks to cancel it",
        OrderAction.Reschedule => "it was rescheduled",
        OrderAction.Quote => "a new price is offered",
        OrderAction.AcceptQuote => "the offered price was accepted",
        OrderAction.RequestReview => "a review is asked for",
        OrderAction.Dispute => "a dispute was opened",
        OrderAction.Resolve => "the dispute was resolved",
        _ => "there is news",
    };

    private static string Chinese(OrderAction action, OrderStatus to) => action switch
    {
        OrderAction.Create => "已下单",
        OrderAction.Confirm => "已确认",
        OrderAction.Start => "服务已开始",
        OrderAction.Complete => "已完成",
        OrderAction.Cancel when to == OrderStatus.Cancelled => "已取消",
        OrderAction.Cancel => "对方申请取消",
        OrderAction.Reschedule => "时间已更改",
        OrderAction.Quote => "有新的报价",
        OrderAction.AcceptQuote => "报价已接受",
        OrderAction.RequestReview => "请您评价",
        OrderAction.Dispute => "已提出争议",
        OrderAction.Resolve => "争议已处理",
        _ => "有新的进展",
    };
}
