using Microsoft.Extensions.Logging;
using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// The delivery loop: takes settled writes and posted events in order, tells every connected recipient once in its own dialect, tells the
/// other nodes, then lets each sender know. One loop owns the order and the tails; it never waits for a socket, and reads the store only
/// to repair a gap or to learn a group's members.
/// </summary>
public sealed partial class Fanout : IAsyncDisposable
{
    private readonly SettledWrites _inbox;
    private readonly IMessageStore _messages;
    private readonly Members _members;
    private readonly ConversationTails _tails = new();
    private readonly Outbox _outbox;
    private readonly TailRepair _repair;
    private readonly IBackplane _backplane;
    private readonly DeliveryOptions _options;
    private readonly ILogger<Fanout> _log;
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Creates it; <see cref="Start"/> sets it going.</summary>
    public Fanout(
        SettledWrites inbox,
        IMessageStore messages,
        IConversationStore conversations,
        Members members,
        ConnectionRegistry registry,
        IBackplane backplane,
        DeliveryOptions options,
        ILogger<Fanout> log)
    {
        (_inbox, _messages, _members, _backplane, _options, _log) = (inbox, messages, members, backplane, options, log);
        _outbox = new Outbox(registry);
        _repair = new TailRepair(messages, conversations, _tails, registry);
    }

    internal ConversationTails Tails => _tails;

    /// <summary>Begins to deliver.</summary>
    public void Start()
    {
        _backplane.Attach(Receive, () => PostTask(CheckTailsAsync));
        _loop = Task.Run(DeliverAllAsync, CancellationToken.None);
    }

    /// <summary>Delivers an event, after everything that was settled or published before.</summary>
    /// <param name="outbound">The event.</param>
    /// <param name="recipients">Whom it is for; null: all who are in its conversation.</param>
    /// <param name="except">A connection that knows already.</param>
    public void Publish(OutboundEvent outbound, IReadOnlyCollection<UserId>? recipients = null, Connection? except = null) =>
        _inbox.Post(new DeliveryItem(null, outbound, recipients, except, FromPeer: false));

    /// <summary>Looks for changes that this node was not told of, and forgets conversations that nobody here is in any more.</summary>
    /// <remarks>Called by <see cref="TailCheck"/> every few seconds, and by the backplane after a reconnect.</remarks>
    public void CheckTails() => PostTask(CheckTailsAsync);

    /// <summary>Delivers what is settled already, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _inbox.Complete();
        await _loop;
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    private void Receive(OutboundEvent outbound, IReadOnlyCollection<UserId> recipients) =>
        _inbox.Post(new DeliveryItem(null, outbound, recipients, null, FromPeer: true));

    internal void PostTask(Func<ValueTask> task) => _inbox.Post(new DeliveryItem(null, null, null, null, FromPeer: false, task));

    private async Task DeliverAllAsync()
    {
        while (await _inbox.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (_inbox.Reader.TryRead(out var item))
                await DeliverAsync(item);
            _outbox.Flush();
        }
    }

    private async ValueTask DeliverAsync(DeliveryItem item)
    {
        try
        {
            if (item.Batch is { } batch)
                await DeliverBatchAsync(batch);
            else if (item.Event is { } outbound)
                await DeliverAsync(outbound, item.Recipients, item.Except, item.FromPeer);
            else if (item.Task is { } task)
                await task();
        }
        catch (Exception fault)
        {
            LogFailed(fault); // The loop goes on: what was missed shows as a gap and is read from the store.
        }
    }

    private async ValueTask DeliverBatchAsync(IReadOnlyList<PendingWrite> batch)
    {
        foreach (var write in batch)
        {
            try
            {
                if (write is PendingSend { Message: { } message, IsRepeat: false } send)
                    await DeliverAsync(new MessageSent(send.Conversation!, message, send.Sender, send.TempId), null, send.Origin, fromPeer: false);
                else if (write is PendingPointers pointers)
                    await DeliverPointersAsync(pointers);
            }
            catch (Exception fault)
            {
                LogFailed(fault);
            }

            _messages.Release(write);
            write.Settled();
            if (write is PendingSend { Origin: { } origin })
                _outbox.Touch(origin);
        }

        _outbox.Flush();
    }

    private async ValueTask DeliverPointersAsync(PendingPointers pointers)
    {
        foreach (var moved in pointers.Moved)
        {
            var isSmall = moved.Conversation.MemberCount <= _options.ReceiptFanoutMembers;
            var recipients = isSmall ? null : moved.Participants.Select(participant => participant.UserId).ToArray();
            await DeliverAsync(new PointersMoved(moved.Conversation, moved.Participants), recipients, null, fromPeer: false);
        }
    }

    private async ValueTask DeliverAsync(OutboundEvent outbound, IReadOnlyCollection<UserId>? recipients, Connection? except, bool fromPeer)
    {
        var change = outbound as ConversationEvent;
        recipients ??= change is null
            ? await _members.OfAsync(((TypingChanged)outbound).Conversation, _stop.Token)
            : await _members.OfAsync(change.Conversation, _stop.Token);
        if (!fromPeer && _backplane.HasPeers)
            _backplane.Publish(outbound, recipients);
        if (!_outbox.HasReceivers(recipients))
        {
            if (change is not null)
                _tails.Forget(change.Conversation.Id);
            return;
        }

        if (change is not null && !await TakeTurnAsync(change, fromPeer))
            return;
        _outbox.Send(outbound, recipients, except);
    }

    // True when this change is the next one for the people here; a gap before it has been filled from the store first.
    private async ValueTask<bool> TakeTurnAsync(ConversationEvent change, bool fromPeer)
    {
        var conversation = change.Conversation;
        var seq = change is MessageSent sent ? sent.Message.Seq : 0;
        if (_tails.Find(conversation.Id) is not { } tail)
        {
            // Nobody here was told of it before: it began after they connected, so all of it is news to them.
            if (fromPeer && conversation.Kind == ConversationKind.Direct && change.Rev > 1)
                tail = default;
            else
            {
                _tails.Delivered(conversation.Id, change.Rev, seq);
                return true;
            }
        }

        if (change.Rev <= tail.DeliveredRev)
            return false;
        if (change.Rev > tail.KnownRev + 1)
        {
            foreach (var missed in await _repair.ReadAsync(conversation.Id, tail, _stop.Token))
                _outbox.Send(missed, await _members.OfAsync(missed.Conversation, _stop.Token), null);
            tail = _tails.Find(conversation.Id) ?? tail;
            if (change.Rev <= tail.DeliveredRev)
                return false;
        }

        _tails.Delivered(conversation.Id, change.Rev, seq);
        return true;
    }

    private async ValueTask CheckTailsAsync()
    {
        await foreach (var (missed, recipients) in _repair.ReadAdvancedAsync(_members, _stop.Token))
            _outbox.Send(missed, recipients, null);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An event could not be delivered")]
    private partial void LogFailed(Exception fault);
}
