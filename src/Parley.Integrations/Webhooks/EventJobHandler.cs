using System.Globalization;
using System.Text.Json;
using Parley.Accounts;
using Parley.Integrations.Mail;
using Parley.Jobs;
using Parley.Marketplace;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Payments;
using Parley.Marketplace.Reviews;
using Parley.Primitives;
using Parley.Webhooks;

namespace Parley.Integrations.Webhooks;

/// <summary>Writes an event down for each webhook that wants to hear of it, and makes the jobs of its mails.</summary>
internal sealed class EventJobHandler(
    IWebhookStore webhooks, IOrderStore orders, IPaymentStore payments, IReviewStore reviews, IAccountStore accounts, OrderMails mails, IdGenerator ids, TimeProvider clock)
    : IJobHandler
{
    public string Kind => EventJob.Kind;

    public JobPolicy Policy { get; } = new();

    public async Task<JobResult> RunAsync(Job job, CancellationToken cancel)
    {
        var payload = JsonSerializer.Deserialize(job.Payload, WebhookJson.Default.EventPayload)!;
        var one = (WebhookEvents)payload.Event;
        var source = string.Create(CultureInfo.InvariantCulture, $"{WebhookEventNames.Of(one)}:{payload.Id}:{payload.Version}");
        List<NewJob> followUps = [];
        string? body;
        if (one is WebhookEvents.OrderCreated or WebhookEvents.OrderUpdated)
        {
            var (order, change) = await FindOrderAsync(job.TenantId, new OrderId(payload.Id), payload.Version, cancel);
            body = order is null ? null : EventWriting.Order(one, source, order, change);
            if (order is not null && change is not null)
                followUps.AddRange(await mails.JobsOfAsync(order, change, cancel));
        }
        else
        {
            body = await WriteAsync(one, job.TenantId, payload, source, cancel);
        }

        if (body is not null)
            await KeepAsync(one, job.TenantId, source, body, cancel);
        return new JobResult.Done(followUps);
    }

    private async Task KeepAsync(WebhookEvents one, TenantId tenant, string source, string body, CancellationToken cancel)
    {
        var subscribed = await webhooks.FindSubscribedAsync(tenant, one, cancel);
        if (subscribed.Count == 0)
            return;
        var now = clock.NowMs();
        await webhooks.AddAsync(
            [.. subscribed.Select(webhook => new WebhookDelivery
            {
                Id = new DeliveryId(ids.Next()),
                WebhookId = webhook.Id,
                Event = one,
                Source = source,
                Body = body,
                CreatedAt = now,
            })],
            cancel);
    }

    private async Task<(Order? Order, OrderTransition? Change)> FindOrderAsync(TenantId tenant, OrderId id, long version, CancellationToken cancel)
    {
        var order = await orders.FindAsync(tenant, id, cancel);
        return (order, order is null ? null : await orders.FindTransitionAsync(id, version, cancel));
    }

    // Null: it is gone.
    private async Task<string?> WriteAsync(WebhookEvents one, TenantId tenant, EventPayload payload, string source, CancellationToken cancel)
    {
        switch (one)
        {
            case WebhookEvents.PaymentUpdated:
                return await payments.FindAsync(new PaymentId(payload.Id), cancel) is { } payment && payment.TenantId == tenant
                    ? EventWriting.Payment(one, source, payment)
                    : null;
            case WebhookEvents.ReviewCreated:
                return await reviews.FindAsync(tenant, new OrderId(payload.Id), cancel) is { } review ? EventWriting.Review(one, source, review) : null;
            case WebhookEvents.UserCreated or WebhookEvents.UserUpdated:
                return await accounts.FindProfileAsync(tenant, new UserId(payload.Id), cancel) is { } profile
                    ? EventWriting.User(one, source, profile.Profile.Account, profile.Profile.ExternalUserId, one == WebhookEvents.UserUpdated ? payload.Version : profile.Profile.CreatedAt)
                    : null;
            default:
                throw new InvalidOperationException($"No job tells of {one}.");
        }
    }
}
