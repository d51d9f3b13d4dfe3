using Parley.Delivery;
using Parley.Dialects.Social.Wire;
using Parley.Primitives;
using Parley.WebSockets;

namespace Parley.Dialects.Social;

/// <summary>The backlog, handed over beside the read loop: however long it takes, heartbeats are answered and what arrived is noted.</summary>
internal sealed partial class SocialSocket
{
    private HeldSends? _held; // set once, before the connection is
    private Task _handoff = Task.CompletedTask; // set once, by the read loop

    /// <summary>The person may not act any more: what it has sent and was not looked at yet is not sent.</summary>
    public void DropHeld() => _held?.Drop();

    /// <summary>The socket has ended, and its token is cancelled: the person has one connection less.</summary>
    public async ValueTask EndedAsync()
    {
        await _handoff; // it could register the connection after it was removed
        if (_connection is { } connection)
            _surface.Handoff.Detach(connection);
    }

    // Nothing awaits it but the end: it answers for its own faults.
    private async Task HandOffAsync(SocialConnection connection)
    {
        try
        {
            await AttachAsync(connection);
            await SendHeldAsync(connection); // also of who is gone by now: taken while it was there
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: one connection's fault must not be another's
        {
            OnFault(fault);
            Close(CloseCode.InternalError, "internal_error");
        }
    }

    private async Task AttachAsync(SocialConnection connection)
    {
        try
        {
            await _surface.Receipts.SettleAsync(connection.Account.Id);
            if (IsClosing || _ended.IsCancellationRequested)
                return; // a dying one must not take a healthy one's place

            // Registered when this returns: from here on changes of the account are told; what changed before is asked.
            var attaching = _surface.Handoff.AttachAsync(connection, pushBacklog: true, int.MaxValue, _ended);
            await Task.WhenAll(attaching, AskAgainAsync(connection, _ended));
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The client is gone; its device gets the rest when it comes back.
        }
    }

    private async Task AskAgainAsync(SocialConnection connection, CancellationToken cancel)
    {
        if (await _surface.Accounts.FindAsync(connection.Account.Id, cancel) is { } now)
            connection.AccountChanged(now, Clock.NowMs());
        else
            connection.Close(CloseReason.TokenExpired);
    }

    private async Task SendHeldAsync(SocialConnection connection)
    {
        while (_held!.Next() is { } frame)
        {
            await _surface.Events.HandleAsync(connection, frame);
            Flush();
        }
    }

    private ValueTask HandleAsync(SocialConnection connection, InboundFrame frame, int bytes)
    {
        if (frame is not { Type: "chat", Action: "send" } || !_held!.TryHold(frame, bytes, out var isFull))
            return _surface.Events.HandleAsync(connection, frame);
        return isFull ? new ValueTask(_handoff) : ValueTask.CompletedTask;
    }
}
