using Parley.Messages;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// Keeps live frames while a connection is handed its backlog. Owned by the connection, under its lock.
/// </summary>
internal sealed class HandoffGate
{
    /// <summary>What may wait, in bytes: past it the connection is closed as too slow, comes back and reads on.</summary>
    public const int Capacity = 8 << 20;

    private readonly Queue<(Message? Message, ReadOnlyMemory<byte> Frame, OutboundEvent? Event, bool IsRepeatable)> _kept = new();
    private HashSet<MessageId>? _own;
    private long _bytes;

    public bool TryKeep(Message? message, ReadOnlyMemory<byte> frame, OutboundEvent? outbound = null)
    {
        if (_bytes + frame.Length > Capacity)
            return false;
        _bytes += frame.Length;
        _kept.Enqueue((message, frame, outbound, false));
        return true;
    }

    /// <summary>The client wrote it over this very connection while its backlog was read, and has its answer.</summary>
    public void KeepOwn(Message message, bool isRepeatable)
    {
        (_own ??= []).Add(message.Id);
        _kept.Enqueue((message, default, null, isRepeatable));
    }

    public bool IsOwn(Message message) => _own?.Contains(message.Id) == true;

    public bool TryTake(out (Message? Message, ReadOnlyMemory<byte> Frame, OutboundEvent? Event, bool IsRepeatable) kept)
    {
        if (!_kept.TryDequeue(out kept))
            return false;
        _bytes -= kept.Frame.Length;
        return true;
    }
}
