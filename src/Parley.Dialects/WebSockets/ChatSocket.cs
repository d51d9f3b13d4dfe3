using Parley.Delivery;
using Parley.WebSockets;

namespace Parley.Dialects.WebSockets;

/// <summary>
/// A WebSocket of a surface: the code of each end, and the sends under way, counted up by the read loop and down by the delivery loop.
/// </summary>
/// <param name="sendsInFlight">So many at most; then it isn't read.</param>
internal abstract class ChatSocket(Stream stream, Action abort, TimeProvider clock, int maxMessage, int maxQueued, InboundBudget? inbound, int sendsInFlight)
    : ServerWebSocket(stream, abort, clock, maxMessage, maxQueued, inbound)
{
    private static readonly TimeSpan StoppingTimeout = TimeSpan.FromSeconds(3);

    private int _sends;
    private TaskCompletionSource? _slot;
    private long _stopBy;

    /// <summary>Whether nothing new is taken any more.</summary>
    protected bool IsStopping => Volatile.Read(ref _stopBy) != 0;

    /// <summary>Counts a send that is about to start; the task ends when another may. Read loop only.</summary>
    public ValueTask SendStartingAsync()
    {
        if (Interlocked.Increment(ref _sends) < sendsInFlight)
            return ValueTask.CompletedTask;
        var slot = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _slot, slot);

        // The delivery loop may have passed by before it could see the slot.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _sends) < sendsInFlight)
            slot.TrySetResult();
        return new ValueTask(slot.Task);
    }

    /// <summary>A send was answered. Any thread.</summary>
    public void SendSettled()
    {
        if (Interlocked.Decrement(ref _sends) < sendsInFlight && Volatile.Read(ref _slot) is not null)
            Interlocked.Exchange(ref _slot, null)?.TrySetResult();
        if (IsStopping)
            CloseWhenAnswered();
    }

    /// <summary>The server is going away: nothing new is taken, what is under way is answered, then the client is told to come back.</summary>
    public override void ServerStopping()
    {
        Interlocked.CompareExchange(ref _stopBy, After(StoppingTimeout), 0);
        CloseWhenAnswered();
    }

    /// <summary>Ends it with the code of its reason.</summary>
    public void Close(CloseReason reason)
    {
        switch (reason)
        {
            case CloseReason.Replaced:
                Close(ParleyCloseCode.Replaced, "replaced");
                break;
            case CloseReason.Banned:
                Close(ParleyCloseCode.Banned, "banned");
                break;
            case CloseReason.TokenExpired:
                Close(CloseCode.PolicyViolation, "token_expired");
                break;
            case CloseReason.SlowConsumer:
                Close(CloseCode.TryAgainLater, "slow_consumer");
                break;
            case CloseReason.ServerShutdown:
                ServerStopping();
                break;
            case CloseReason.InternalError:
                Close(CloseCode.InternalError, "internal_error");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without a close code.");
        }
    }

    private void CloseWhenAnswered()
    {
        if (Volatile.Read(ref _sends) == 0)
            Close(CloseCode.ServiceRestart, "restarting");
    }

    /// <summary>Ends it when what is under way takes too long.</summary>
    protected void SweepStopping(long timestamp)
    {
        if (IsStopping && timestamp >= Volatile.Read(ref _stopBy))
            Close(CloseCode.ServiceRestart, "restarting");
    }
}
