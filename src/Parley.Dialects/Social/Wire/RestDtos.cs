using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Accounts;
using Parley.Conversations;

namespace Parley.Dialects.Social.Wire;

/// <summary>Every list.</summary>
internal sealed record ListDto<T>(IReadOnlyList<T> Items, bool HasMore);

/// <summary>How much is unread.</summary>
internal sealed record UnreadDto(long UnreadCount);

/// <summary>How much is unread, and where.</summary>
internal sealed record UnreadListDto(long UnreadCount, UnreadItemDto[] Items);

/// <summary>One conversation with unread messages.</summary>
internal sealed record UnreadItemDto(Guid ConversationId, Guid? PeerId, Guid? GroupId, long UnreadCount);

/// <summary>The answer to reading a message.</summary>
internal sealed record ReadDto(Guid ConversationId, Guid? PeerId, Guid? GroupId, long ReadSeq, long UnreadCount);

/// <summary>The answer to marking all notifications read.</summary>
internal sealed record MarkedDto(int Marked);

/// <summary>One person's presence.</summary>
internal sealed record PresenceDto(Guid UserId, bool IsOnline, string Status);

/// <summary>A member of a group over REST.</summary>
internal sealed record MemberDto
{
    public required Guid UserId { get; init; }

    public required string? Username { get; init; }

    public required string? DisplayName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? AvatarUrl { get; init; }

    public required string Role { get; init; }

    public required string JoinedAt { get; init; }

    public static MemberDto Of(Participant member, Account? account) => new()
    {
        UserId = member.UserId.Uuid(),
        Username = account?.Username,
        DisplayName = account?.DisplayName,
        AvatarUrl = account?.AvatarUrl,
        Role = WireWords.Of(member.Role),
        JoinedAt = WireText.Time(member.JoinedAt),
    };
}

/// <summary>A group over REST.</summary>
internal sealed record GroupDto
{
    public required Guid Id { get; init; }

    public required string? Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? AvatarUrl { get; init; }

    public required Guid OwnerId { get; init; }

    public required int MaxMembers { get; init; }

    public required int MemberCount { get; init; }

    public required string Role { get; init; }

    public required long LastSeq { get; init; }

    public required long UnreadCount { get; init; }

    public required string CreatedAt { get; init; }

    public MemberDto[]? Members { get; init; }

    public static GroupDto Of(Conversation group, Participant me, MemberDto[]? members) => new()
    {
        Id = group.Id.Uuid(),
        Name = group.Title,
        AvatarUrl = group.AvatarUrl,
        OwnerId = group.OwnerId.Uuid(),
        MaxMembers = group.MaxMembers,
        MemberCount = group.MemberCount,
        Role = WireWords.Of(me.Role),
        LastSeq = group.LastSeq,
        UnreadCount = Unread.Count(group, me),
        CreatedAt = WireText.Time(group.CreatedAt),
        Members = members,
    };
}

/// <summary>A notification over REST and in its frame (which leaves out what is always so).</summary>
internal sealed record NotificationDto
{
    public Guid? Id { get; init; }

    public required Guid NotificationId { get; init; }

    public required string Type { get; init; }

    public required string Title { get; init; }

    public required string Content { get; init; }

    public JsonElement? Data { get; init; }

    public bool? IsRead { get; init; }

    public required string CreatedAt { get; init; }
}

/// <summary>An error over REST.</summary>
internal sealed record ErrorDto(string Detail, string Code, string? Field, long? Limit, long? RetryAfter);
