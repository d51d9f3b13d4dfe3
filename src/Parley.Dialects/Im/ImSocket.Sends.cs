using Parley.WebSockets;

namespace Parley.Dialects.Im;

/// <summary>The sends under way: counted up by the read loop, down by the delivery loop.</summary>
internal sealed partial class ImSocket
{
    private static readonly TimeSpan StoppingTimeout = TimeSpan.FromSeconds(3);

    private int _sends;
    private TaskCompletionSource? _slot;
    private long _stopBy;

    private bool IsStopping => Volatile.Read(ref _stopBy) != 0;

    /// <summary>Counts a send that is about to start; the task ends when another may. Read loop only.</summary>
    public ValueTask SendStartingAsync()
    {
        if (Interlocked.Increment(ref _sends) < _surface.Options.SendsInFlight)
            return ValueTask.CompletedTask;
        var slot = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _slot, slot);

        // The delivery loop may have passed by before it could see the slot.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _sends) < _surface.Options.SendsInFlight)
            slot.TrySetResult();
        return new ValueTask(slot.Task);
    }

    /// <summary>A send was answered. Any thread.</summary>
    public void SendSettled()
    {
        if (Interlocked.Decrement(ref _sends) < _surface.Options.SendsInFlight && Volatile.Read(ref _slot) is not null)
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

    private void CloseWhenAnswered()
    {
        if (Volatile.Read(ref _sends) == 0)
            Close(CloseCode.ServiceRestart, "restarting");
    }

    private void SweepStopping(long timestamp)
    {
        if (IsStopping && timestamp >= Volatile.Read(ref _stopBy))
            Close(CloseCode.ServiceRestart, "restarting");
    }
}
