using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Accounts;
using Parley.Marketplace;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Payments;
using Parley.Marketplace.Reviews;
using Parley.Messages;
using Parley.Primitives;
using Parley.Webhooks;

namespace Parley.Integrations.Webhooks;

/// <summary>Events as the texts that webhooks are sent.</summary>
internal static class EventWriting
{
    public static string Message(WebhookEvents one, TenantId tenant, string source, Message message) => Write(
        one,
        tenant,
        source,
        message.RecalledAt ?? message.CreatedAt,
        new MessageData(
            Id(EntityKind.Message, message.Id.Value)!,
            message.Id.Value,
            Id(EntityKind.Conversation, message.ConversationId.Value)!,
            message.Seq,
            Id(EntityKind.User, message.SenderId.Value),
            Name(message.Body.Type),
            message.RecalledAt is null ? message.Body.Text : null,
            message.RecalledAt is null ? Id(EntityKind.File, message.Body.FileId) : null,
            Id(EntityKind.Message, message.ReplyTo?.Value ?? 0),
            message.RecalledAt is not null,
            Time(message.CreatedAt)),
        WebhookJson.Wire.EventBodyMessageData);

    public static string Order(WebhookEvents one, string source, Order order, OrderTransition? change) => Write(
        one,
        order.TenantId,
        source,
        change?.At ?? order.UpdatedAt,
        new OrderData(
            Id(EntityKind.Order, order.Id.Value)!,
            order.Id.Value,
            order.Number,
            Id(EntityKind.User, order.CustomerId.Value)!,
            Id(EntityKind.User, order.ProviderId.Value)!,
            Id(EntityKind.Service, order.ServiceId.Value)!,
            Id(EntityKind.Conversation, order.ConversationId.Value),
            order.ServiceName,
            Name(order.Status),
            Name(order.Payment),
            Money(order.Total),
            order.Currency,
            Time(order.ScheduledAt),
            Id(EntityKind.User, order.CancelRequestedBy.Value),
            order.Version,
            change is null ? null : new OrderChangeData(
                Name(change.Action), Name(change.From), Name(change.To), Id(EntityKind.User, change.ActorId.Value) ?? "", Time(change.At), change.Version)),
        WebhookJson.Wire.EventBodyOrderData);

    public static string Payment(WebhookEvents one, string source, Payment payment) => Write(
        one,
        payment.TenantId,
        source,
        payment.UpdatedAt,
        new PaymentData(
            Id(EntityKind.Payment, payment.Id.Value)!,
            Id(EntityKind.Order, payment.OrderId.Value)!,
            payment.Gateway,
            Name(payment.State),
            Money(payment.Amount),
            payment.Currency,
            payment.TransactionId,
            Time(payment.PaidAt),
            Time(payment.RefundedAt),
            payment.Version),
        WebhookJson.Wire.EventBodyPaymentData);

    public static string Review(WebhookEvents one, string source, Review review) => Write(
        one,
        review.TenantId,
        source,
        review.CreatedAt,
        new ReviewData(
            Id(EntityKind.Review, review.Id.Value)!,
            Id(EntityKind.Order, review.OrderId.Value)!,
            Id(EntityKind.Service, review.ServiceId.Value)!,
            Id(EntityKind.User, review.ProviderId.Value)!,
            Id(EntityKind.User, review.CustomerId.Value)!,
            review.Rating,
            review.Comment,
            review.Photos,
            Time(review.CreatedAt)),
        WebhookJson.Wire.EventBodyReviewData);

    public static string User(WebhookEvents one, string source, Account account, string? externalUserId, long at) => Write(
        one,
        account.TenantId,
        source,
        at,
        new UserData(
            Id(EntityKind.User, account.Id.Value)!,
            account.Id.Value,
            externalUserId,
            account.Username,
            account.DisplayName,
            account.AvatarUrl,
            Name(account.Role),
            Name(account.Status)),
        WebhookJson.Wire.EventBodyUserData);

    private static string Write<T>(WebhookEvents one, TenantId tenant, string source, long at, T data, JsonTypeInfo<EventBody<T>> type) => JsonSerializer.Serialize(
        new EventBody<T>(source, WebhookEventNames.Of(one), Id(EntityKind.Tenant, tenant.Value)!, Time(at), data), type);

    private static string? Id(EntityKind kind, long value) => value == 0 ? null : PublicId.ToText(kind, value);

    private static DateTime Time(long ms) => DateTime.UnixEpoch.AddMilliseconds(ms);

    private static DateTime? Time(long? ms) => ms is { } at ? Time(at) : null;

    private static decimal Money(Amount amount) => amount.Value;

    // inProgress, as subscribers know the words of the surfaces: in_progress.
    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
