using Parley.Accounts;
using Parley.Delivery;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Social.Frames;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Social;

/// <summary>A signed-in person on a <see cref="SocialSocket"/>, as the core knows it.</summary>
internal sealed class SocialConnection(SocialSocket socket, Caller caller, string device, IDialect dialect, ContactPolicy policy, Receipts receipts)
    : Connection(caller.Account, device, dialect)
{
    private DeliveryProof? _proof;

    /// <summary>Who may write to whom here.</summary>
    public ContactPolicy Policy => policy;

    /// <summary>The language of its errors.</summary>
    public Language Language => socket.Language;

    /// <summary>The transport.</summary>
    public SocialSocket Socket => socket;

    /// <inheritdoc/>
    public override void Enqueue(ReadOnlyMemory<byte> frame) => socket.Enqueue(frame);

    /// <inheritdoc/>
    public override Task WhenWrittenAsync() => socket.WhenWrittenAsync();

    /// <inheritdoc/>
    public override void Flush()
    {
        if (_proof?.Ask(isSweep: false) is { } number)
            socket.Enqueue(Parley.WebSockets.Frames.Ping(number));
        socket.Flush();
    }

    /// <inheritdoc/>
    public override void MessageEnqueued(Message message) => Proof().Queued(message.ConversationId, message.Seq, isAnswer: false);

    /// <inheritdoc/>
    protected override void OwnNoted(Message message) => RepeatAnswered(message);

    /// <summary>A repeated send was answered with what is stored: its device has the message too, once that arrived.</summary>
    public void RepeatAnswered(Message message) => Proof().Queued(message.ConversationId, message.Seq, isAnswer: true);

    /// <summary>Asks for what has waited since the last question.</summary>
    public void Sweep()
    {
        if (_proof?.Ask(isSweep: true) is not { } number)
            return;
        socket.Enqueue(Parley.WebSockets.Frames.Ping(number));
        socket.Flush();
    }

    /// <inheritdoc/>
    public override void Close(CloseReason reason) => socket.Close(reason);

    /// <summary>Queues an error frame.</summary>
    public void Refuse(Refusal refusal, string? tempId = null) => socket.Enqueue(ErrorFrames.Of(refusal, tempId, Language));

    /// <summary>Queues an error frame.</summary>
    public void Refuse(FrameFault fault, string? field = null, string? tempId = null) =>
        socket.Enqueue(ErrorFrames.Of(fault, field, tempId, Language));

    /// <summary>The client answered one of our pings.</summary>
    public void Pong(long number)
    {
        if (_proof is not { } proof)
            return;
        foreach (var (conversation, seq) in proof.Answered(number))
            receipts.MarkDelivered(Account.Id, Device, conversation, seq);
        Flush();
    }

    /// <inheritdoc/>
    public override void AccountChanged(Account now, long nowMs)
    {
        Refresh(now);
        if (now.RefusalAt(nowMs) is not null)
            End(CloseReason.Banned);
        else if (socket.IsRevoked(now))
            End(CloseReason.TokenExpired);
    }

    private void End(CloseReason reason)
    {
        socket.DropHeld();
        Close(reason);
    }

    // Made at the first message: an idle connection needs none. Two threads may meet here.
    private DeliveryProof Proof() => _proof ?? Interlocked.CompareExchange(ref _proof, new DeliveryProof(socket.Clock), null) ?? _proof;
}
