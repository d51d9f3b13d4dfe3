using Parley.Dialects.Json;

namespace Parley.Dialects.Social.Wire;

/// <summary><c>POST /friends/request</c>.</summary>
internal sealed class FriendRequestBody
{
    public WireId UserId { get; init; }
}

/// <summary><c>POST /messages/{user_id}</c> and <c>/groups/{id}/messages</c>.</summary>
internal sealed class MessageBodyDto
{
    public string? TempId { get; init; }

    public WireId ReplyTo { get; init; }

    public WireId FileId { get; init; }

    public string? FileUrl { get; init; }

    public string? FileName { get; init; }

    public double? Duration { get; init; }

    public string? MessageType { get; init; }

    public string? Content { get; init; }
}

/// <summary><c>POST /groups</c> and <c>PUT /groups/{id}</c>.</summary>
internal sealed class GroupBody
{
    public string? Name { get; init; }

    public string? AvatarUrl { get; init; }

    public int? MaxMembers { get; init; }

    public WireId[]? MemberIds { get; init; }
}

/// <summary><c>POST /groups/{id}/members</c>.</summary>
internal sealed class MembersBody
{
    public WireId[]? UserIds { get; init; }
}

/// <summary><c>PUT /groups/{id}/members/{user_id}</c>.</summary>
internal sealed class RoleBody
{
    public string? Role { get; init; }
}
