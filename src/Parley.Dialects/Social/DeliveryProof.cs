using Parley.Primitives;

namespace Parley.Dialects.Social;

/// <summary>
/// What a client has had, learned from the WebSocket protocol itself: behind messages goes a numbered Ping (RFC 6455, 5.5.2), and its Pong
/// proves that all before it arrived. A lone message is asked for at once; in a stream one question serves all of a tenth of a second, since
/// each answer costs the server as much as a message does. At most one question is under way.
/// Shared by the delivery loop, the read loop and the sweep, under its own lock.
/// </summary>
internal sealed class DeliveryProof(TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private Dictionary<ConversationId, long> _waiting = [];
    private Dictionary<ConversationId, long> _asked = [];
    private bool _isPressing;
    private long _askedAt = long.MinValue / 2;
    private long _number;

    /// <summary>A message was queued, or the answer to a send.</summary>
    /// <param name="isAnswer">The client wrote it itself: asked for with the next message, or by the sweep.</param>
    public void Queued(ConversationId conversation, long seq, bool isAnswer)
    {
        lock (_gate)
        {
            _waiting.TryGetValue(conversation, out var before);
            _waiting[conversation] = Math.Max(seq, before);
            _isPressing |= !isAnswer;
        }
    }

    /// <summary>The number to ask with now, or null when there is nothing to ask yet or a question is under way.</summary>
    /// <param name="isSweep">True: ask for whatever waits.</param>
    public long? Ask(bool isSweep)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 || _asked.Count > 0)
                return null;
            if (!isSweep && (!_isPressing || clock.GetElapsedTime(_askedAt) < Pause))
                return null;
            (_waiting, _asked) = (_asked, _waiting);
            _isPressing = false;
            _askedAt = clock.GetTimestamp();
            return ++_number;
        }
    }

    /// <summary>The answer: up to where the client has had what, or nothing when it answers no question of ours.</summary>
    public IReadOnlyCollection<KeyValuePair<ConversationId, long>> Answered(long number)
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
