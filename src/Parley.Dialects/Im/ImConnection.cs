using Parley.Accounts;
using Parley.Delivery;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Im;

/// <summary>A person on an <see cref="ImSocket"/>, as the core knows it.</summary>
internal sealed class ImConnection(ImSocket socket, Caller caller, string device, ImSurface surface) : Connection(caller.Account, device, surface.Dialect)
{
    private readonly UnackedMessages _unacked = new(surface.Clock, surface.Options.AckTimeout, surface.Options.Redeliveries);
    private ReadOnlyMemory<byte> _last; // under the connection's own lock, as all that goes through it

    /// <summary>The transport.</summary>
    public ImSocket Socket => socket;

    /// <summary>What is not acknowledged.</summary>
    public UnackedMessages Unacked => _unacked;

    /// <inheritdoc/>
    public override void Enqueue(ReadOnlyMemory<byte> frame)
    {
        _last = frame;
        if (!frame.IsEmpty)
            socket.Enqueue(frame);
    }

    /// <inheritdoc/>
    public override Task WhenWrittenAsync() => socket.WhenWrittenAsync();

    /// <inheritdoc/>
    public override void Flush() => socket.Flush();

    /// <inheritdoc/>
    public override void MessageEnqueued(Message message)
    {
        if (!_last.IsEmpty) // a group's, that this surface has no word for
            _unacked.Sent(message, _last);
        _last = default;
    }

    /// <inheritdoc/>
    protected override void EventEnqueued(OutboundEvent outbound)
    {
        if (outbound is MessageRecalled { Message: var recalled })
            _unacked.Withdraw(recalled.Id);
        else if (outbound is MessageHidden { Message: var hidden })
            _unacked.Withdraw(hidden.Id);
        else if (outbound is Announced { Announcement: var announcement })
            _unacked.Noticed(new MessageId(announcement.NoticeId.Value), announcement.Seq, _last);
    }

    /// <inheritdoc/>
    protected override async Task CatchUpAsync(CancellationToken cancel)
    {
        foreach (var announcement in await surface.Board.ReadMissedAsync(Account, Device, cancel))
            GiveMissed(new Announced(announcement));
    }

    /// <inheritdoc/>
    protected override void OwnNoted(Message message) => RepeatAnswered(message);

    /// <summary>A repeated send was answered with what is stored.</summary>
    public void RepeatAnswered(Message message)
    {
        if (_unacked.Answered(message.ConversationId, message.Seq) is > 0 and var seq)
            surface.Receipts.MarkDelivered(Account.Id, Device, message.ConversationId, seq);
    }

    /// <summary>All that the device had missed is queued.</summary>
    public void UpToDate()
    {
        foreach (var (conversation, seq) in _unacked.UpToDate())
            surface.Receipts.MarkDelivered(Account.Id, Device, conversation, seq);
    }

    /// <summary>
    /// Sends again what was not acknowledged in time. By pieces, each once all before it is written: after a backlog very much falls due at once, and
    /// queued whole it would pass the bound on what may wait, however fast the client reads.
    /// </summary>
    public void Redeliver(long timestamp)
    {
        if (!socket.WhenWrittenAsync().IsCompleted)
            return;
        var due = _unacked.TakeDue(timestamp, surface.Options.MaxQueued / 4);
        foreach (var frame in due)
            socket.Enqueue(frame);
        if (due.Count > 0)
            socket.Flush();
    }

    /// <summary>Queues an error frame.</summary>
    public void Refuse(Refusal refusal, string? tempId = null) =>
        socket.Enqueue(ImFrames.Error(WireError.Of(refusal, 0, socket.Language), tempId));

    /// <summary>Queues an error frame.</summary>
    public void Refuse(EdgeFault fault, string? field = null, string? tempId = null) =>
        socket.Enqueue(ImFrames.Error(WireError.Of(fault, socket.Language, field), tempId));

    /// <inheritdoc/>
    public override void AccountChanged(Account now, long nowMs)
    {
        Refresh(now);
        if (now.RefusalAt(nowMs) is not null)
            Close(CloseReason.Banned);
        else if (caller.IsRevokedBy(now))
            Close(CloseReason.TokenExpired);
    }

    /// <inheritdoc/>
    public override void Close(CloseReason reason) => socket.Close(reason);
}
