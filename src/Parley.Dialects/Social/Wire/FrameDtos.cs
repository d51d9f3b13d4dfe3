using System.Text.Json.Serialization;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Dialects.Social.Wire;

/// <summary>A group's or a sync's member with pointers.</summary>
internal sealed record PointerDto(Guid UserId, long ReadSeq, long DeliveredSeq, string? Role, bool? Left)
{
    public static PointerDto Of(Participant participant, ConversationKind kind) => new(
        participant.UserId.Uuid(),
        participant.ReadSeq,
        participant.DeliveredSeq,
        kind != ConversationKind.Direct ? WireWords.Of(participant.Role) : null,
        participant.IsMember ? null : true);
}

/// <summary>One conversation of <c>chat/sync</c>.</summary>
internal sealed record SyncedDto(
    Guid Id, Guid? PeerId, Guid? GroupId, long LastSeq, long Rev, PointerDto[] Pointers, MessageDto[] Messages, bool HasMore);

/// <summary><c>chat/sync</c>.</summary>
internal sealed record SyncDto(string Generation, SyncedDto[] Conversations, Guid[] Gone);

/// <summary>A member as a group frame tells it.</summary>
internal sealed record GroupMemberDto(Guid UserId, string Role);

/// <summary>A <c>group</c> frame.</summary>
internal sealed record GroupChangedDto
{
    public required Guid GroupId { get; init; }

    public required string? Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? AvatarUrl { get; init; }

    public required Guid OwnerId { get; init; }

    public required int MaxMembers { get; init; }

    public required int MemberCount { get; init; }

    public required long Rev { get; init; }

    public Guid? ActorId { get; init; }

    public required GroupMemberDto[] Members { get; init; }
}

/// <summary>A person beside what is told of it: a friend, a request's other side.</summary>
internal sealed record PersonDto
{
    public Guid? Id { get; init; }

    public required Guid UserId { get; init; }

    public required string Username { get; init; }

    public required string DisplayName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? AvatarUrl { get; init; }

    public string? Status { get; init; }

    public string? CreatedAt { get; init; }

    /// <summary>Who it is.</summary>
    /// <param name="request">The request by which the two came together, where it is told.</param>
    public static PersonDto Of(Account account, FriendRequestId? request = null, string? status = null, long? at = null) => new()
    {
        Id = request?.Uuid(),
        UserId = account.Id.Uuid(),
        Username = account.Username,
        DisplayName = account.DisplayName,
        AvatarUrl = account.AvatarUrl,
        Status = status,
        CreatedAt = at is { } ms ? WireText.Time(ms) : null,
    };
}
