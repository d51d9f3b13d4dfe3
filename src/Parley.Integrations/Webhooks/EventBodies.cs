namespace Parley.Integrations.Webhooks;

internal sealed record MessageData(
    string Id,
    long NumericId,
    string ConversationId,
    long Seq,
    string? SenderId,
    string MessageType,
    string? Content,
    string? FileId,
    string? ReplyToId,
    bool IsRecalled,
    DateTime CreatedAt);

internal sealed record OrderData(
    string Id,
    long NumericId,
    string OrderNumber,
    string CustomerId,
    string ProviderId,
    string ServiceId,
    string? ConversationId,
    string ServiceName,
    string Status,
    string PaymentStatus,
    decimal TotalAmount,
    string Currency,
    DateTime? ScheduledAt,
    string? CancelRequestedBy,
    long Version,
    OrderChangeData? Change);

/// <summary>What was done to the order; the order itself is as it was when the event was written down, which may be later.</summary>
internal sealed record OrderChangeData(string Action, string From, string To, string ActorId, DateTime At, long Version);

internal sealed record PaymentData(
    string Id,
    string OrderId,
    string Gateway,
    string State,
    decimal Amount,
    string Currency,
    string? TransactionId,
    DateTime? PaidAt,
    DateTime? RefundedAt,
    long Version);

internal sealed record ReviewData(
    string Id, string OrderId, string ServiceId, string ProviderId, string CustomerId, int Rating, string? Comment, IReadOnlyList<string> Photos, DateTime CreatedAt);

internal sealed record UserData(string Id, long NumericId, string? ExternalUserId, string Username, string DisplayName, string? AvatarUrl, string UserType, string Status);

/// <summary>The payload of a job of an event.</summary>
internal sealed record EventPayload(long Event, long Id, long Version);

/// <summary>The payload of a job that sends what waits.</summary>
internal sealed record DeliveryPayload(long Webhook);
