using Parley.Primitives;

namespace Parley.Conversations;

/// <summary>A member's rights in a group. Stored by number: never renumber.</summary>
public enum MemberRole : byte
{
    /// <summary>Reads and writes.</summary>
    Member = 0,

    /// <summary>Also adds, removes and renames.</summary>
    Admin = 1,

    /// <summary>Also hands over and dissolves; one per group.</summary>
    Owner = 2,
}

/// <summary>One person in one conversation, with its pointers.</summary>
public sealed record Participant
{
    /// <summary>The conversation.</summary>
    public required ConversationId ConversationId { get; init; }

    /// <summary>The person.</summary>
    public required UserId UserId { get; init; }

    /// <summary>Its rights.</summary>
    public MemberRole Role { get; init; }

    /// <summary>What was the newest message when it joined: it sees what came after.</summary>
    public long JoinedSeq { get; init; }

    /// <summary>Everything up to here is read. Moves only by reading.</summary>
    public long ReadSeq { get; init; }

    /// <summary>Everything up to here reached one of its devices.</summary>
    public long DeliveredSeq { get; init; }

    /// <summary>In a move that was just made: where <see cref="ReadSeq"/> stood before. Not stored; null where nobody knows.</summary>
    public long? ReadSeqBefore { get; init; }

    /// <summary>In a move that was just made: where <see cref="DeliveredSeq"/> stood before. Not stored; null where nobody knows.</summary>
    public long? DeliveredSeqBefore { get; init; }

    /// <summary>How many messages it sent here.</summary>
    public long OwnSent { get; init; }

    /// <summary>How many of those lie at or below <see cref="ReadSeq"/>.</summary>
    public long OwnSentAtRead { get; init; }

    /// <summary>The conversation's <c>rev</c> when pointers or membership last changed.</summary>
    public long Rev { get; init; }

    /// <summary>Unix ms.</summary>
    public long JoinedAt { get; init; }

    /// <summary>Unix ms at which it left or was removed; null while it is in.</summary>
    public long? LeftAt { get; init; }

    /// <summary>True while it is in.</summary>
    public bool IsMember => LeftAt is null;
}
