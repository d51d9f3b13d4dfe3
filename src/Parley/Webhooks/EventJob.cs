using System.Globalization;
using Parley.Jobs;
using Parley.Primitives;

namespace Parley.Webhooks;

/// <summary>The job that tells of something that happened: to webhooks, and by mail where somebody asked for it.</summary>
public static class EventJob
{
    /// <summary>The kind of the job.</summary>
    public const string Kind = "event";

    /// <summary>The job of an event.</summary>
    /// <param name="entity">The order, payment, review or user.</param>
    /// <param name="version">Its version then, or another number that tells this event from the next one of its kind.</param>
    public static NewJob Of(WebhookEvents one, TenantId tenant, long entity, long version) => new()
    {
        Kind = Kind,
        TenantId = tenant,
        Payload = string.Create(CultureInfo.InvariantCulture, $$"""{"event":{{(long)one}},"id":{{entity}},"version":{{version}}}"""),
    };
}
