using Parley.Dialects.Social.Wire;

namespace Parley.Dialects.Social;

/// <summary>
/// The sends of a client that is still being handed its backlog: their answers would say that it has all below them. Bounded; past the bound
/// the read loop waits. Shared by the read loop, the hand-off and whoever ends the connection, under its own lock.
/// </summary>
internal sealed class HeldSends
{
    private const int MaxCount = 256;
    private const int MaxBytes = 256 * 1024;

    private readonly Queue<InboundFrame> _held = new();
    private int _bytes;
    private bool _isOpen;

    /// <summary>Holds a send; false: the hand-off is over, it may go.</summary>
    /// <param name="isFull">True: nothing more is to be read until the hand-off ends.</param>
    public bool TryHold(InboundFrame frame, int bytes, out bool isFull)
    {
        lock (_held)
        {
            isFull = false;
            if (_isOpen)
                return false;
            _held.Enqueue(frame);
            _bytes += bytes;
            isFull = _held.Count >= MaxCount || _bytes >= MaxBytes;
            return true;
        }
    }

    /// <summary>The next to go, in the order in which they came; null: none is left, and none is held any more.</summary>
    public InboundFrame? Next()
    {
        lock (_held)
        {
            _isOpen = _held.Count == 0;
            return _isOpen ? null : _held.Dequeue();
        }
    }

    /// <summary>The person may not act any more.</summary>
    public void Drop()
    {
        lock (_held)
            _held.Clear();
    }
}
