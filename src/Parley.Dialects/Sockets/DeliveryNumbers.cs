using Parley.Primitives;

namespace Parley.Dialects.Sockets;

/// <summary>
/// The numbers under which clients acknowledge message events: one a message, the same for all who get it, in 31 bits, since some clients
/// take no more. The newest are remembered, and a later acknowledgement speaks for those before it. Owner: this object, under its lock.
/// </summary>
/// <remarks>Who acknowledges what it was never given moves its own pointer only, and only where it is a member.</remarks>
internal sealed class DeliveryNumbers
{
    private const int Kept = 1 << 17;

    private readonly Lock _gate = new();
    private readonly (int Number, ConversationId Conversation, long Seq)[] _ring = new (int, ConversationId, long)[Kept];
    private int _last = System.Security.Cryptography.RandomNumberGenerator.GetInt32(1, 1 << 30); // not the numbers of the run before

    /// <summary>The number of a message that is about to be told.</summary>
    public int Next(ConversationId conversation, long seq)
    {
        lock (_gate)
        {
            _last = _last == int.MaxValue ? 1 : _last + 1;
            _ring[_last % Kept] = (_last, conversation, seq);
            return _last;
        }
    }

    /// <summary>The message of a number; false when it is too old, or none.</summary>
    public bool TryFind(long number, out ConversationId conversation, out long seq)
    {
        (conversation, seq) = (default, 0);
        if (number is <= 0 or > int.MaxValue)
            return false;
        lock (_gate)
        {
            var kept = _ring[number % Kept];
            (conversation, seq) = (kept.Conversation, kept.Seq);
            return kept.Number == number;
        }
    }
}
