namespace Parley.Webhooks;

/// <summary>The names by which subscribers know events.</summary>
public static class WebhookEventNames
{
    private static readonly (WebhookEvents Event, string Name)[] All =
    [
        (WebhookEvents.MessageCreated, "message.created"),
        (WebhookEvents.MessageRecalled, "message.recalled"),
        (WebhookEvents.OrderCreated, "order.created"),
        (WebhookEvents.OrderUpdated, "order.updated"),
        (WebhookEvents.PaymentUpdated, "payment.updated"),
        (WebhookEvents.ReviewCreated, "review.created"),
        (WebhookEvents.UserCreated, "user.created"),
        (WebhookEvents.UserUpdated, "user.updated"),
    ];

    /// <summary>The name of one.</summary>
    public static string Of(WebhookEvents one) => Array.Find(All, known => known.Event == one).Name ?? throw new ArgumentOutOfRangeException(nameof(one));

    /// <summary>The names of all that are set.</summary>
    public static IReadOnlyList<string> List(WebhookEvents events) => [.. All.Where(known => events.HasFlag(known.Event)).Select(known => known.Name)];

    /// <summary>The events of such names.</summary>
    /// <returns>Null when one is no event.</returns>
    public static WebhookEvents? Parse(IEnumerable<string?> names)
    {
        var events = WebhookEvents.None;
        foreach (var name in names)
        {
            var known = Array.Find(All, known => known.Name == name);
            if (known.Name is null)
                return null;
            events |= known.Event;
        }

        return events;
    }
}
