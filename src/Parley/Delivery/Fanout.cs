using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// The delivery loop: takes settled writes and posted events in order, tells every connected recipient once in its own dialect, tells the
/// other nodes, then lets each sender know. One loop owns the order and the tails; it never waits for a socket, and reads the store only
/// to repair a gap or to learn a group's members. The order of changes is in <c>Fanout.Turns.cs</c>.
/// </summary>
public sealed partial class Fanout : IAsyncDisposable
{
    private readonly SettledWrites _inbox;
    private readonly IMessageStore _messages;
    private readonly Members _members;
    private readonly ConversationTails _tails = new();
    private readonly EarlyChanges _early = new();
    private readonly Outbox _outbox;
    private readonly TailRepair _repair;
    private readonly CoveredMessages _covered;
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
        AccountDirectory accounts,
        ConnectionRegistry registry,
        IBackplane backplane,
        DeliveryOptions options,
        ILogger<Fanout> log)
    {
        (_inbox, _messages, _members, _backplane, _options, _log) = (inbox, messages, members, backplane, options, log);
        _outbox = new Outbox(registry);
        _covered = new CoveredMessages(messages, (covered, audience) => inbox.Post(new DeliveryItem(null, covered, audience, null, FromPeer: true)), log);
        _repair = new TailRepair(messages, conversations, accounts, _tails, registry);
    }

    internal ConversationTails Tails => _tails;

    internal ValueTask<MessagesCovered?> FindCoveredAsync(Conversation conversation, Participant participant, CancellationToken cancel) =>
        _covered.FindAsync(conversation, participant, cancel);

    /// <summary>
    /// Messages of a conversation changed on this node's word, or others' changes were found that it was not told of. Raised on the delivery
    /// loop, for every message: handlers must be quick and throw nothing.
    /// </summary>
    public event Action<ConversationId>? MessagesChanged;

    /// <summary>A message was stored on this node's word. Raised on the delivery loop, for every message: handlers must be quick and throw nothing.</summary>
    public event Action<MessageSent>? Sent;

    /// <summary>Begins to deliver.</summary>
    public void Start()
    {
        _backplane.Attach(Receive, CheckTails);
        _covered.Start();
        _loop = Task.Run(DeliverAllAsync, CancellationToken.None);
    }

    /// <summary>Delivers an event, after everything that was settled or published before.</summary>
    /// <param name="outbound">The event.</param>
    /// <param name="recipients">Whom it concerns; null: all who are in its conversation, or whom it names. Who of them may see it is decided at delivery.</param>
    /// <param name="except">A connection that knows already.</param>
    public void Publish(OutboundEvent outbound, IReadOnlyCollection<UserId>? recipients = null, Connection? except = null) =>
        _inbox.Post(new DeliveryItem(null, outbound, recipients, except, FromPeer: false));

    /// <summary>The same, to people of this node only: for what every node learns by itself.</summary>
    public void PublishHere(OutboundEvent outbound, IReadOnlyCollection<UserId> recipients) => Receive(outbound, recipients);

    /// <summary>Looks for changes that this node was not told of.</summary>
    /// <remarks>Called by <see cref="TailCheck"/> every few seconds, and by the backplane after a reconnect.</remarks>
    public void CheckTails() => _inbox.MayHaveMissed();

    /// <summary>Delivers what is settled already, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _covered.DisposeAsync();
        _inbox.Complete();
        await _loop;
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    internal void PostTask(Func<ValueTask> task) => _inbox.Post(new DeliveryItem(null, null, null, null, FromPeer: false, task));

    private void Receive(OutboundEvent outbound, IReadOnlyCollection<UserId> recipients) =>
        _inbox.Post(new DeliveryItem(null, outbound, recipients, null, FromPeer: true));

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
            else if (item.IsTailCheck)
                await CheckTailsAsync();
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
                else if (write is PendingSend { Message: not null } repeat)
                    await TellUntoldAsync(repeat);
                else if (write is PendingPointers pointers)
                    await DeliverPointersAsync(pointers);
            }
            catch (Exception fault)
            {
                LogFailed(fault);
            }

            Settle(write);
        }

        _outbox.Flush();
    }

    private void Settle(PendingWrite write)
    {
        _messages.Release(write);
        try
        {
            (write as PendingSend)?.Finding?.Settled((PendingSend)write);
            write.Settled();
        }
        catch (Exception fault)
        {
            LogFailed(fault); // one sender's answer must not cost the others theirs
        }

        if (write is not PendingSend { Origin: { } origin } send)
            return;
        if (send is { Message: { } message, IsRepeat: false } && !_early.Holds(message.ConversationId, message.Rev))
            origin.NoteGiven(message, send.TempId is not null); // behind its answer
        _outbox.Touch(origin);
    }

    private async ValueTask DeliverPointersAsync(PendingPointers pointers)
    {
        foreach (var moved in pointers.Moved)
            await DeliverAsync(new PointersMoved(moved.Conversation, moved.Participants), null, null, fromPeer: false);
    }

    private async ValueTask DeliverAsync(OutboundEvent outbound, IReadOnlyCollection<UserId>? recipients, Connection? except, bool fromPeer)
    {
        var change = outbound as ConversationEvent;
        if (!fromPeer && change is MessageSent or MessageRecalled)
            MessagesChanged?.Invoke(change.Conversation.Id);
        if (!fromPeer && change is MessageSent sent)
            Sent?.Invoke(sent);
        recipients ??= (outbound as ApplicationEvent)?.Recipients;
        recipients ??= await _members.OfAsync(change?.Conversation ?? ((TypingChanged)outbound).Conversation, _stop.Token);
        if (!fromPeer && _backplane.HasPeers)
            _backplane.Publish(outbound, recipients);
        if (change is null)
            Send(outbound, recipients, except);
        else if (_outbox.HasReceivers(recipients))
            await TakeTurnAsync(new(change, recipients, except), fromPeer);
        else
            _tails.Forget(change.Conversation.Id);
    }

    private void Send(OutboundEvent outbound, IReadOnlyCollection<UserId> recipients, Connection? except)
    {
        if (outbound is PointersMoved { Participants.Count: > 1 } several && Audience.IsOwnOnly(several.Conversation, _options.ReceiptFanoutMembers))
        {
            foreach (var one in several.Participants)
                SendWhole(several with { Participants = [one] }, recipients, except);
            return;
        }

        SendWhole(outbound, recipients, except);
    }

    private void SendWhole(OutboundEvent outbound, IReadOnlyCollection<UserId> recipients, Connection? except)
    {
        var audience = Audience.Of(outbound, recipients, _options.ReceiptFanoutMembers);
        if (_outbox.Send(outbound, audience, except) && outbound is PointersMoved moved)
            _covered.Look(moved, audience);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An event could not be delivered")]
    private partial void LogFailed(Exception fault);
}
