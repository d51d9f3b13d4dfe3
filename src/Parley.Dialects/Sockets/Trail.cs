using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Dialects.Sockets;

/// <summary>
/// The last things that a connection was given, numbered, so that one which comes back in its place can be told from the last that arrived.
/// Behind a lock of its own: the delivery loop writes, whoever flushes or brings it back reads.
/// </summary>
/// <param name="resumedAt">The number that the client has already, of the connection in whose place this one came; null for a new one.</param>
internal sealed class Trail(long? resumedAt = null)
{
    /// <summary>So many steps can be gone back.</summary>
    public const int Length = 256;

    private readonly Lock _gate = new();
    private Step[] _steps = [];
    private long _count;
    private long _told = resumedAt is null ? -1 : 0;

    /// <summary>Something was queued, or is known to the client because it wrote it.</summary>
    public void Add(ConversationId conversation, GivenUpTo before, long ownSeq)
    {
        lock (_gate)
        {
            if (_steps.Length < Length && _count >= _steps.Length)
                Array.Resize(ref _steps, Math.Max(8, _steps.Length * 2)); // most connections are idle, and few go far
            _steps[_count++ % _steps.Length] = new Step(conversation, before, ownSeq);
        }
    }

    /// <summary>The number to tell the client behind what is queued; null when it knows it.</summary>
    public long? Next()
    {
        lock (_gate)
        {
            return _told == _count ? null : (resumedAt ?? 0) + (_told = _count);
        }
    }

    /// <summary>Where the connection stood when it had been given so much, by what it was given in all.</summary>
    /// <param name="number">What <see cref="Next"/> said.</param>
    /// <param name="given">By conversation, at the end.</param>
    /// <returns>Null when that is too long ago, or no number of this one.</returns>
    public ResumePoint? At(long number, Dictionary<ConversationId, GivenUpTo> given)
    {
        lock (_gate)
        {
            number -= resumedAt ?? 0;
            if (number < 0 || number > _told || _count - number > _steps.Length)
                return null;
            given = new(given);
            var own = new HashSet<(ConversationId, long)>();
            for (var i = _count - 1; i >= number; i--)
            {
                var step = _steps[i % _steps.Length];
                given[step.Conversation] = step.Before;
                if (step.OwnSeq > 0)
                    own.Add((step.Conversation, step.OwnSeq));
            }

            return new ResumePoint(given, own);
        }
    }

    private readonly record struct Step(ConversationId Conversation, GivenUpTo Before, long OwnSeq);
}
