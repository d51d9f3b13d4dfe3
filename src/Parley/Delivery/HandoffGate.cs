using Parley.Messages;

namespace Parley.Delivery;

/// <summary>
/// Keeps live frames while a connection is handed its backlog. Owned by the connection, under its lock.
/// </summary>
internal sealed class HandoffGate
{
    /// <summary>What may wait: past it the connection is closed as too slow, comes back and reads on.</summary>
    public const int Capacity = 10_000;

    private readonly List<(Message? Message, ReadOnlyMemory<byte> Frame)> _kept = [];

    public IReadOnlyList<(Message? Message, ReadOnlyMemory<byte> Frame)> Kept => _kept;

    public bool TryKeep(Message? message, ReadOnlyMemory<byte> frame)
    {
        if (_kept.Count >= Capacity)
            return false;
        _kept.Add((message, frame));
        return true;
    }
}
