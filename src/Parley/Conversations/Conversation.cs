using Parley.Primitives;

namespace Parley.Conversations;

/// <summary>A conversation as its row tells it.</summary>
public sealed record Conversation
{
    /// <summary>The conversation.</summary>
    public required ConversationId Id { get; init; }

    /// <summary>Its tenant.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>Direct or group.</summary>
    public required ConversationKind Kind { get; init; }

    /// <summary>Direct: the user with the smaller id.</summary>
    public UserId Low { get; init; }

    /// <summary>Direct: the user with the larger id.</summary>
    public UserId High { get; init; }

    /// <summary>Direct: what stands between the two; written under this row's lock only.</summary>
    public PairRelation Relation { get; init; }

    /// <summary>Group: its name.</summary>
    public string? Title { get; init; }

    /// <summary>Group: its picture.</summary>
    public string? AvatarUrl { get; init; }

    /// <summary>Room: its order.</summary>
    public OrderId OrderId { get; init; }

    /// <summary>Room of two: the one other than <see cref="OwnerId"/>; none in a room of more.</summary>
    public UserId PeerId { get; init; }

    /// <summary>Group: who owns it. Room of two: who was first in it.</summary>
    public UserId OwnerId { get; init; }

    /// <summary>Group: how many it may hold, 2 to 500.</summary>
    public int MaxMembers { get; init; }

    /// <summary>How many are in it.</summary>
    public int MemberCount { get; init; }

    /// <summary>The sequence number of the newest message; 0 while there is none.</summary>
    public long LastSeq { get; init; }

    /// <summary>The number of the newest change of any kind; dense.</summary>
    public long Rev { get; init; }

    /// <summary>Unix ms of the newest message; 0 while there is none.</summary>
    public long LastMessageAt { get; init; }

    /// <summary>Rises with every join, leave, role or block; keys the member cache.</summary>
    public long MemberVersion { get; init; }

    /// <summary>Unix ms.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Unix ms at which a group was dissolved; null while it lives.</summary>
    public long? DissolvedAt { get; init; }

    /// <summary>Unix ms of the newest message, or of its making: what lists are sorted by.</summary>
    public long ActiveAt => Math.Max(LastMessageAt, CreatedAt);

    /// <summary>Direct: the other of the two.</summary>
    public UserId PeerOf(UserId user) => user == Low ? High : Low;

    /// <summary>Direct: whether either of the two has blocked the other.</summary>
    public bool IsBlocked => (Relation & (PairRelation.LowBlocks | PairRelation.HighBlocks)) != 0;
}
