using Parley.SocketIO.Timing;
using Parley.WebSockets;

namespace Parley.SocketIO.Packets;

/// <summary>A packet whose attachments are still to come, and the time by which they must.</summary>
internal sealed class PartialPacket : WheelTimer
{
    private readonly Client _client;
    private long _bytes;

    public PartialPacket(Client client, in IncomingPacket packet)
    {
        _client = client;
        Packet = packet with { Namespace = packet.Namespace.ToArray(), Json = packet.Json.ToArray() }; // the message that they lie in goes
    }

    /// <summary>The text.</summary>
    public IncomingPacket Packet { get; }

    /// <summary>What came so far.</summary>
    public List<ReadOnlyMemory<byte>> Attachments { get; } = [];

    /// <summary>Keeps a copy; false when those of all clients hold too much.</summary>
    public bool TryAdd(ReadOnlyMemory<byte> bytes, InboundBudget budget)
    {
        if (!budget.TryTake(bytes.Length))
            return false;
        Interlocked.Add(ref _bytes, bytes.Length);
        Attachments.Add(bytes.ToArray());
        return true;
    }

    /// <summary>It is whole, or never will be: its bytes are somebody else's to count, or nobody's. Repeating it gives back what came since.</summary>
    public void Release(InboundBudget budget) => budget.TryTake(-Interlocked.Exchange(ref _bytes, 0));

    /// <inheritdoc/>
    protected internal override void OnElapsed() => _client.Overdue(this);
}
