using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Marketplace.Notices;

/// <summary>The words in which an order's steps are stored, in the product's first language; beside them the facts, for clients with words of their own.</summary>
internal static class NoticeTexts
{
    /// <summary>What was done, as people read it.</summary>
    public static string Of(OrderTransition step, Order order) => step.Action switch
    {
        OrderAction.Create => $"新订单：{order.ServiceName}，{Money(order)}",
        OrderAction.Confirm => "订单已确认",
        OrderAction.Start => "服务已开始",
        OrderAction.Complete => "服务已完成",
        OrderAction.Cancel => step.To == OrderStatus.Cancelled ? "订单已取消" : "申请取消订单，等待对方同意",
        OrderAction.Reschedule => "订单时间已更改",
        OrderAction.Quote => $"新报价：{step.Note ?? order.Quoted?.ToString()} {order.Currency}",
        OrderAction.AcceptQuote => $"已接受报价，订单金额 {Money(order)}",
        OrderAction.RequestReview => "服务方邀请您评价本次服务",
        OrderAction.Dispute => "订单有争议，等待平台处理",
        OrderAction.Resolve => order.Dispute == DisputeStatus.Refund ? "争议已处理：退款" : "争议已处理：不退款",
        OrderAction.Paid => $"订单已支付，{Money(order)}",
        OrderAction.Refund => $"退款处理中，{Money(order)}",
        OrderAction.Refunded => $"退款已完成，{Money(order)}",
        _ => "订单已更新",
    };

    /// <summary>The same facts as a JSON object: the content of an <c>order</c> message.</summary>
    public static string DataOf(OrderTransition step, Order order)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("orderId", PublicId.ToText(EntityKind.Order, order.Id.Value));
            json.WriteString("orderNumber", order.Number);
            json.WriteString("action", OrderWords.Of(step.Action));
            json.WriteString("status", OrderWords.Of(step.To));
            json.WriteString("previousStatus", OrderWords.Of(step.From));
            json.WriteString("paymentStatus", OrderWords.Of(order.Payment));
            json.WriteString("serviceId", PublicId.ToText(EntityKind.Service, order.ServiceId.Value));
            json.WriteString("serviceName", order.ServiceName);
            json.WriteNumber("totalAmount", order.Total.Value);
            json.WriteString("currency", order.Currency);
            if (order.Quoted is { } quoted)
                json.WriteNumber("quotedAmount", quoted.Value);
            if (!step.ActorId.IsNone) // money moved by itself
                json.WriteString("actorId", PublicId.ToText(EntityKind.User, step.ActorId.Value));
            json.WriteNumber("version", step.Version);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static string Money(Order order) => $"{order.Total} {order.Currency}";
}
