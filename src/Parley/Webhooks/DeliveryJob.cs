using System.Globalization;
using Parley.Jobs;

namespace Parley.Webhooks;

/// <summary>The job that sends what waits for a webhook: one at a time for each, so that its circuit and its pace are its own.</summary>
public static class DeliveryJob
{
    /// <summary>The kind of the job.</summary>
    public const string Kind = "webhook";

    /// <summary>The job of a webhook.</summary>
    /// <param name="runAt">Not before, Unix ms; null: at once.</param>
    public static NewJob Of(WebhookId webhook, long? runAt) => new()
    {
        Kind = Kind,
        UniqueKey = webhook.ToString(),
        Payload = string.Create(CultureInfo.InvariantCulture, $$"""{"webhook":{{webhook}}}"""),
        RunAt = runAt,
    };
}
