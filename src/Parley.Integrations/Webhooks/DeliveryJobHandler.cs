using System.Text.Json;
using Parley.Jobs;
using Parley.Primitives;
using Parley.Webhooks;

namespace Parley.Integrations.Webhooks;

/// <summary>
/// Sends what waits for one webhook, a few at once, and ends with the job of what waits longer. That there is one such job a webhook is what keeps its
/// circuit, and keeps a slow address from holding up the others; that a tenant's have a part of a node's places alone keeps many slow ones from it.
/// </summary>
internal sealed class DeliveryJobHandler(IWebhookStore store, Parley.Webhooks.Webhooks webhooks, WebhookClient client, WebhooksOptions options, TimeProvider clock)
    : IJobHandler
{
    private const int AtOnce = 20;
    private const int Places = 16;
    private const int PlacesPerTenant = 4;

    private static readonly TimeSpan UntilPlace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);

    // The pauses between the attempts of one delivery; the job itself is not what is tried again.
    private readonly JobPolicy _attempts = new() { FirstDelay = options.FirstRetry, LongestDelay = LongestRetry };
    private readonly TenantPlaces _places = new(PlacesPerTenant);

    public string Kind => DeliveryJob.Kind;

    public JobPolicy Policy { get; } = new() { Concurrency = Places, Lease = TimeSpan.FromMinutes(3) };

    public async Task<JobResult> RunAsync(Job job, CancellationToken cancel)
    {
        var id = new WebhookId(JsonSerializer.Deserialize(job.Payload, WebhookJson.Default.DeliveryPayload)!.Webhook);
        if (await store.FindAsync(id, cancel) is not { IsActive: true } webhook)
            return JobResult.Ok;
        if (!_places.TryTake(webhook.TenantId))
            return new JobResult.Later(UntilPlace);
        try
        {
            return await SendDueAsync(webhook, cancel);
        }
        finally
        {
            _places.GiveBack(webhook.TenantId);
        }
    }

    private async Task<JobResult> SendDueAsync(Webhook webhook, CancellationToken cancel)
    {
        var id = webhook.Id;
        var circuit = new Circuit(webhook, options);
        var secret = webhooks.SecretOf(webhook);
        var since = clock.GetTimestamp();
        while (!circuit.IsOpenAt(clock.NowMs()) && clock.GetElapsedTime(since) < Turn)
        {
            var due = await store.ReadDueAsync(id, clock.NowMs(), circuit.Width == 1 ? 1 : AtOnce, cancel);
            if (due.Count == 0)
                break;
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = circuit.Width, CancellationToken = cancel }, async (delivery, stop) =>
            {
                if (!circuit.IsOpenAt(clock.NowMs()))
                    await SendAsync(webhook, secret, circuit, delivery, stop);
            });
        }

        return await store.FindNextDueAsync(id, cancel) is { } next
            ? new JobResult.Done([DeliveryJob.Of(id, Math.Max(next, circuit.OpenUntil))])
            : JobResult.Ok;
    }

    private async Task SendAsync(Webhook webhook, string secret, Circuit circuit, WebhookDelivery delivery, CancellationToken cancel)
    {
        if (clock.NowMs() - delivery.BeganAt >= options.GiveUpAfter.TotalMilliseconds)
        {
            await store.SaveAttemptAsync(
                delivery with { Status = DeliveryStatus.Failed }, circuit.Failures, circuit.OpenUntil, CancellationToken.None);
            return;
        }

        var answer = await client.SendAsync(webhook.Url, secret, delivery, cancel);
        var now = clock.NowMs();
        var (failures, openUntil) = circuit.Note(answer.IsOk, now);
        var after = delivery with { Attempts = delivery.Attempts + 1, LastStatus = answer.Status, LastError = answer.Error };
        var pause = _attempts.DelayAfter(after.Attempts, Random.Shared.NextDouble());
        after = answer.IsOk
            ? after with { Status = DeliveryStatus.Delivered, DeliveredAt = now }
            : after with { NextAt = now + (long)pause.TotalMilliseconds };
        await store.SaveAttemptAsync(after, failures, openUntil, CancellationToken.None); // it was sent, whatever is stopped now
    }
}
