using Parley.SocketIO.Packets;

namespace Parley.SocketIO.Adapters;

/// <summary>The answers to a broadcast that another server sent: handed on as they come; it is that server that looks at the clock.</summary>
internal sealed class ForeignAnswers(IBroadcastAcks acks) : PendingAck
{
    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override void Answered(Arguments answer) => acks.Answered(answer);

    /// <inheritdoc/>
    public override void Gone()
    {
        // The other server's time-out tells.
    }

    /// <inheritdoc/>
    protected internal override void OnElapsed()
    {
    }
}
