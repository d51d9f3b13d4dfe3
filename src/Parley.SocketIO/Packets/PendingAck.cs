using Parley.SocketIO.Timing;

namespace Parley.SocketIO.Packets;

/// <summary>An answer that a client owes. Whichever comes first ends it: the answer, the time-out, or the client's end.</summary>
internal abstract class PendingAck : WheelTimer
{
    /// <summary>Whether other sockets' answers are waited for with it: then no single one ends its time-out.</summary>
    public virtual bool IsShared => false;

    /// <summary>The answer.</summary>
    public abstract void Answered(Arguments answer);

    /// <summary>The client is gone.</summary>
    public abstract void Gone();
}
