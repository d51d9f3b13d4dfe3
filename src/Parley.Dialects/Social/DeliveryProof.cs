using Parley.Primitives;

namespace Parley.Dialects.Social;

/// <summary>
/// What a client has had, learned from the WebSocket protocol itself: behind messages goes a numbered Ping (RFC 6455, 5.5.2), and its Pong
/// proves that all before it arrived. At most one is under way; what is queued meanwhile waits for the next.
/// Shared by the delivery loop and the read loop, under its own lock.
/// </summary>
internal sealed class DeliveryProof
{
    private readonly Lock _gate = new();
    private List<(ConversationId Conversation, long Seq)> _waiting = [];
    private List<(ConversationId Conversation, long Seq)> _asked = [];
    private long _number;

    /// <summary>A message (or the answer to a send) was queued.</summary>
    public void Queued(ConversationId conversation, long seq)
    {
        lock (_gate)
        {
            var last = _waiting.Count - 1;
            if (last >= 0 && _waiting[last].Conversation == conversation)
                _waiting[last] = (conversation, Math.Max(seq, _waiting[last].Seq));
            else
                _waiting.Add((conversation, seq));
        }
    }

    /// <summary>The number to ask with now, or null when there is nothing to ask or a question is under way.</summary>
    public long? Ask()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 || _asked.Count > 0)
                return null;
            (_waiting, _asked) = (_asked, _waiting);
            return ++_number;
        }
    }

    /// <summary>The answer: up to where the client has had what, or nothing when it answers no question of ours.</summary>
    public IReadOnlyList<(ConversationId Conversation, long Seq)> Answered(long number)
    {
        lock (_gate)
        {
            if (number != _number || _asked.Count == 0)
                return [];
            var proven = _asked.ToArray();
            _asked.Clear();
            return proven;
        }
    }
}
