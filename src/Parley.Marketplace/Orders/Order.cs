using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Marketplace.Orders;

/// <summary>An order (document 001, 1.3).</summary>
public sealed record Order
{
    /// <summary>The order.</summary>
    public required OrderId Id { get; init; }

    /// <summary>Its tenant.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>Who made it.</summary>
    public required UserId CustomerId { get; init; }

    /// <summary>Who is to do it.</summary>
    public required UserId ProviderId { get; init; }

    /// <summary>Of what.</summary>
    public required ServiceId ServiceId { get; init; }

    /// <summary>Where the two talk about it; none until they do.</summary>
    public ConversationId ConversationId { get; init; }

    /// <summary>Its number for people, unique everywhere: see <see cref="OrderNumber"/>.</summary>
    public string Number => OrderNumber.Of(Id);

    /// <summary>Where it is.</summary>
    public OrderStatus Status { get; init; } = OrderStatus.Pending;

    /// <summary>Where its money is.</summary>
    public PaymentStatus Payment { get; init; } = PaymentStatus.Unpaid;

    /// <summary>The service's name when it was ordered.</summary>
    public required string ServiceName { get; init; }

    /// <summary>What exactly is ordered, as the surface wrote it; no word of it is read here.</summary>
    public string? Details { get; init; }

    /// <summary>What it costs.</summary>
    public required Amount Total { get; init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "CNY";

    /// <summary>A price that the provider offers and the customer has not taken.</summary>
    public Amount? Quoted { get; init; }

    /// <summary>When it is to be done, Unix ms.</summary>
    public long? ScheduledAt { get; init; }

    /// <summary>When it was done, Unix ms.</summary>
    public long? CompletedAt { get; init; }

    /// <summary>Where the customer is.</summary>
    public Place? CustomerPlace { get; init; }

    /// <summary>Where the provider is.</summary>
    public Place? ProviderPlace { get; init; }

    /// <summary>The customer's notes.</summary>
    public string? Notes { get; init; }

    /// <summary>Who asks to call it off and waits for the other side.</summary>
    public UserId CancelRequestedBy { get; init; }

    /// <summary>When the provider asked for a review, Unix ms.</summary>
    public long? ReviewRequestedAt { get; init; }

    /// <summary>When its customer reviewed it, Unix ms; read with the order, never written by it.</summary>
    public long? ReviewedAt { get; init; }

    /// <summary>Whether an admin has to decide.</summary>
    public DisputeStatus Dispute { get; init; }

    /// <summary>Rises with every change; who writes may say which one was seen.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Unix ms.</summary>
    public required long UpdatedAt { get; init; }

    /// <summary>Completed or cancelled: it moves no more.</summary>
    public bool IsFinal => Status is OrderStatus.Completed or OrderStatus.Cancelled;

    /// <summary>What somebody is to this order. Of another tenant: nothing.</summary>
    public OrderParty PartyOf(Account person)
    {
        if (person.TenantId != TenantId)
            return OrderParty.None;
        var party = person.Id == CustomerId ? OrderParty.Customer : person.Id == ProviderId ? OrderParty.Provider : OrderParty.None;
        return party | person.Role switch
        {
            Role.Admin or Role.Operator => OrderParty.Admin,
            Role.Agent => OrderParty.Agent,
            _ => OrderParty.None,
        };
    }
}
