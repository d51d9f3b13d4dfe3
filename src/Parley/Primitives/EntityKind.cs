namespace Parley.Primitives;

/// <summary>What a <see cref="PublicId"/> names. The value is part of every UUID that left the server: never renumber.</summary>
public enum EntityKind : byte
{
    /// <summary>A user.</summary>
    User = 1,

    /// <summary>A tenant.</summary>
    Tenant = 2,

    /// <summary>A conversation, groups among them.</summary>
    Conversation = 3,

    /// <summary>A message.</summary>
    Message = 4,

    /// <summary>An in-app notification.</summary>
    Notification = 5,

    /// <summary>A request for friendship.</summary>
    FriendRequest = 6,

    /// <summary>A signed-in session.</summary>
    Session = 7,

    /// <summary>An uploaded file.</summary>
    File = 8,

    /// <summary>An entry of an address book.</summary>
    Contact = 9,

    /// <summary>A group of contacts.</summary>
    ContactGroup = 10,

    /// <summary>A service on offer.</summary>
    Service = 11,

    /// <summary>An order.</summary>
    Order = 12,

    /// <summary>A review of an order.</summary>
    Review = 13,

    /// <summary>A payment of an order.</summary>
    Payment = 14,

    /// <summary>An address that a tenant's backend is told of events at.</summary>
    Webhook = 15,

    /// <summary>An event on its way to such an address.</summary>
    WebhookDelivery = 16,
}
