using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Accounts;
using Parley.Dialects.Market.Services;
using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Dialects.Market.Orders;

/// <summary>A line of an order's history.</summary>
internal sealed record OrderStepView(string Action, string FromStatus, string ToStatus, string? ActorId, DateTime At, string? Note, long Version)
{
    public static OrderStepView Of(OrderTransition step) => new(
        OrderWords.Of(step.Action),
        OrderWords.Of(step.From),
        OrderWords.Of(step.To),
        step.ActorId.IsNone ? null : PublicId.ToText(EntityKind.User, step.ActorId.Value), // money moves by itself
        WireTime.Of(step.At),
        step.Note,
        step.Version);
}

/// <summary>An order (document 001, 1.3).</summary>
internal sealed record OrderView
{
    public required string Id { get; init; }

    public required long NumericId { get; init; }

    public required string OrderNumber { get; init; }

    public required string Status { get; init; }

    public required string PaymentStatus { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? CancelRequestedBy { get; init; }

    public required string CustomerId { get; init; }

    public required string ProviderId { get; init; }

    public required string ServiceId { get; init; }

    public required string ServiceName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? ConversationId { get; init; }

    public required JsonElement ServiceDetails { get; init; }

    public required decimal TotalAmount { get; init; }

    public required string Currency { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required decimal? QuotedAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required DateTime? ScheduledTime { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required DateTime? CompletedTime { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required PlaceView? CustomerAddress { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required PlaceView? ProviderAddress { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Notes { get; init; }

    public DateTime? ReviewRequestedAt { get; init; }

    public DateTime? ReviewedAt { get; init; }

    public required string DisputeStatus { get; init; }

    public required long Version { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    public PersonView? Customer { get; init; }

    public PersonView? Provider { get; init; }

    public IReadOnlyList<OrderStepView>? History { get; init; }

    public static OrderView Of(Order order, IReadOnlyDictionary<UserId, Account>? people = null, IReadOnlyList<OrderTransition>? history = null) => new()
    {
        Id = PublicId.ToText(EntityKind.Order, order.Id.Value),
        NumericId = order.Id.Value,
        OrderNumber = order.Number,
        Status = OrderWords.Of(order.Status),
        PaymentStatus = OrderWords.Of(order.Payment),
        CancelRequestedBy = order.CancelRequestedBy.IsNone ? null : PublicId.ToText(EntityKind.User, order.CancelRequestedBy.Value),
        CustomerId = PublicId.ToText(EntityKind.User, order.CustomerId.Value),
        ProviderId = PublicId.ToText(EntityKind.User, order.ProviderId.Value),
        ServiceId = PublicId.ToText(EntityKind.Service, order.ServiceId.Value),
        ServiceName = order.ServiceName,
        ConversationId = order.ConversationId.IsNone ? null : PublicId.ToText(EntityKind.Conversation, order.ConversationId.Value),
        ServiceDetails = DetailsOf(order),
        TotalAmount = order.Total.Value,
        Currency = order.Currency,
        QuotedAmount = order.Quoted?.Value,
        ScheduledTime = TimeOf(order.ScheduledAt),
        CompletedTime = TimeOf(order.CompletedAt),
        CustomerAddress = PlaceView.Of(order.CustomerPlace),
        ProviderAddress = PlaceView.Of(order.ProviderPlace),
        Notes = order.Notes,
        ReviewRequestedAt = TimeOf(order.ReviewRequestedAt),
        ReviewedAt = TimeOf(order.ReviewedAt),
        DisputeStatus = OrderWords.Of(order.Dispute),
        Version = order.Version,
        CreatedAt = WireTime.Of(order.CreatedAt),
        UpdatedAt = WireTime.Of(order.UpdatedAt),
        Customer = people is null ? null : PersonView.Of(order.CustomerId, people),
        Provider = people is null ? null : PersonView.Of(order.ProviderId, people),
        History = history is null ? null : [.. history.Select(OrderStepView.Of)],
    };

    private static DateTime? TimeOf(long? ms) => ms is { } at ? WireTime.Of(at) : null;

    // As it was written; where nothing was, the name of what was ordered.
    private static JsonElement DetailsOf(Order order)
    {
        if (order.Details is null)
            return JsonSerializer.SerializeToElement(new ServiceNameView(order.ServiceName), ShopJson.Wire.ServiceNameView);
        using var details = JsonDocument.Parse(order.Details);
        return details.RootElement.Clone();
    }
}

/// <summary>What is ordered where nothing more was said.</summary>
internal sealed record ServiceNameView(string Name);

/// <summary>A move that the order's state does not allow: the error, and the order as it is.</summary>
internal sealed record OrderConflict(string Message, string Code, string? Field, OrderView Data)
{
    [JsonPropertyOrder(-1)]
    public bool Success => false;
}

/// <summary>What <c>order-created</c> and <c>order-updated</c> say.</summary>
internal sealed record OrderEventView(string Action, string? ActorId, OrderView Order);
