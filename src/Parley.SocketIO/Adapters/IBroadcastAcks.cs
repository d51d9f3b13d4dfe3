namespace Parley.SocketIO.Adapters;

/// <summary>Where an adapter tells of the answers to a broadcast. May be called from any thread.</summary>
public interface IBroadcastAcks
{
    /// <summary>A server has sent it to so many clients; once from each server.</summary>
    void Sent(int clients);

    /// <summary>A client answered.</summary>
    void Answered(Arguments answer);
}
