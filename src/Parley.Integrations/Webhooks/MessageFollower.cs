using Microsoft.Extensions.Logging;
using Parley.Delivery;
using Parley.Messages;
using Parley.Primitives;
using Parley.Webhooks;

namespace Parley.Integrations.Webhooks;

/// <summary>
/// Writes new and recalled messages down for the webhooks that want to hear of them, beside the send path. Delivery names the conversations that
/// changed, and a walk through all of them finds what nobody named. How far each webhook has been told stands in the store and moves in the
/// transaction that keeps the deliveries, so no node tells what another has told.
/// Owner of the names: this object, under one lock; steps are one at a time.
/// </summary>
public sealed partial class MessageFollower(IWebhookStore store, IMessageStore messages, WebhooksOptions options, IdGenerator ids, TimeProvider clock, ILogger<MessageFollower> log)
    : IAsyncDisposable
{
    private const int ConversationsAtOnce = 200;
    private const int ChangesAtOnce = 200;
    private const int StepsASweep = 25;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WalkPeriod = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly HashSet<ConversationId> _named = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private ConversationId? _walk = default(ConversationId); // where it goes on; null: it is over
    private long _walkedAt;

    /// <summary>Begins, with a walk, and listens to delivery.</summary>
    public void Start(Fanout fanout)
    {
        fanout.MessagesChanged += Note;
        _loop = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Ends; what is still to be told is found by the next one that starts. Ending it again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private void Note(ConversationId conversation)
    {
        lock (_gate)
            _named.Add(conversation);
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await StepAsync();
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task StepAsync()
    {
        ConversationId[] taken = [];
        try
        {
            lock (_gate)
            {
                taken = [.. _named.Take(ConversationsAtOnce)];
                _named.ExceptWith(taken);
            }

            if (taken.Length > 0)
                await TellAsync(await store.FindBehindAsync(taken, _stop.Token));
            await WalkAsync();
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            LogFailed(fault);
            lock (_gate)
                _named.UnionWith(taken);
        }
    }

    private async Task WalkAsync()
    {
        if (_walk is null && clock.GetElapsedTime(_walkedAt) >= WalkPeriod)
        {
            _walk = default(ConversationId);
            for (var step = 0; step < StepsASweep && await store.DeleteOldAsync(clock.NowMs() - (long)options.Retention.TotalMilliseconds, _stop.Token) > 0;)
                step++;
        }

        if (_walk is not { } after)
            return;
        var (behind, next) = await store.WalkBehindAsync(after, _stop.Token);
        await TellAsync(behind);
        (_walk, _walkedAt) = (next, clock.GetTimestamp());
    }

    private async Task TellAsync(IReadOnlyList<FollowedConversation> behind)
    {
        foreach (var followed in behind)
        {
            for (var at = followed; at is not null;)
                at = await TellAsync(at);
        }
    }

    // One stretch; where to go on, or null when that was all.
    private async Task<FollowedConversation?> TellAsync(FollowedConversation mark)
    {
        var changes = await messages.ReadChangesAsync(mark.ConversationId, viewer: default, afterSeq: 0, mark.Rev, ChangesAtOnce, _stop.Token);
        var rev = changes.HasMore ? changes.Messages[^1].Rev : changes.Conversation.Rev;
        var seq = changes.Messages.Select(message => message.Seq).Append(mark.Seq).Max();
        List<WebhookDelivery> deliveries = [];
        foreach (var message in changes.Messages)
        {
            if (EventOf(message, mark) is { } one)
                deliveries.Add(Write(one, mark.Webhook, message));
        }

        return await store.AdvanceAsync(mark, rev, seq, deliveries, _stop.Token) && changes.HasMore
            ? mark with { Rev = rev, Seq = seq, IsNew = false }
            : null;
    }

    // One that somebody hid for itself comes by as well, and is nothing new.
    private static WebhookEvents? EventOf(Message message, FollowedConversation mark)
    {
        var one = message.RecalledAt is { } recalledAt
            ? recalledAt >= mark.Webhook.CreatedAt ? WebhookEvents.MessageRecalled : WebhookEvents.None
            : message.Seq > mark.Seq ? WebhookEvents.MessageCreated : WebhookEvents.None;
        return one != WebhookEvents.None && mark.Webhook.Events.HasFlag(one) ? one : null;
    }

    private WebhookDelivery Write(WebhookEvents one, Webhook webhook, Message message)
    {
        var source = $"{WebhookEventNames.Of(one)}:{message.Id}";
        return new WebhookDelivery
        {
            Id = new DeliveryId(ids.Next()),
            WebhookId = webhook.Id,
            Event = one,
            Source = source,
            Body = EventWriting.Message(one, webhook.TenantId, source, message),
            CreatedAt = clock.NowMs(),
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhooks could not be told of messages; trying again")]
    private partial void LogFailed(Exception fault);
}
