namespace Parley.Webhooks;

/// <summary>What a tenant's backend can be told of. Stored as bits: never renumber.</summary>
[Flags]
public enum WebhookEvents : long
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A message was written.</summary>
    MessageCreated = 1,

    /// <summary>A message was recalled.</summary>
    MessageRecalled = 2,

    /// <summary>An order was made.</summary>
    OrderCreated = 4,

    /// <summary>Something was done to an order.</summary>
    OrderUpdated = 8,

    /// <summary>A payment moved.</summary>
    PaymentUpdated = 16,

    /// <summary>A completed order was reviewed.</summary>
    ReviewCreated = 32,

    /// <summary>Somebody signed up, or was added by the backend.</summary>
    UserCreated = 64,

    /// <summary>A person's profile or standing changed.</summary>
    UserUpdated = 128,

    /// <summary>All of messages.</summary>
    Messages = MessageCreated | MessageRecalled,
}
