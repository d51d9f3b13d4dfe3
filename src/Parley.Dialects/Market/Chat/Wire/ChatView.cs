using System.Text.Json.Serialization;

namespace Parley.Dialects.Market.Chat.Wire;

/// <summary>A conversation as one who is in it has it (document 001, 2.1 and 3.1).</summary>
internal sealed record ChatView
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>A group's; between two the other's, or what document 001 calls a talk about a service.</summary>
    public required string Name { get; init; }

    /// <summary><c>service</c> between two, else <c>group</c>.</summary>
    public required string Type { get; init; }

    public string? AvatarUrl { get; init; }

    /// <summary>False where one has taken it off one's list.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Whether one keeps it at the head of one's list.</summary>
    public required bool IsPinned { get; init; }

    public required TopicView Metadata { get; init; }

    public required IReadOnlyList<ParticipantView> Participants { get; init; }

    /// <summary>The newest that one may see, or none.</summary>
    public required IReadOnlyList<MessageView> Messages { get; init; }

    [JsonPropertyName("_count")]
    public required CountView Count { get; init; }

    public required long UnreadCount { get; init; }

    public required long LastSeq { get; init; }

    public required long Rev { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }
}

/// <summary>What it was opened about.</summary>
internal sealed record TopicView(string? ServiceId, string? OrderId);

/// <summary>How many there are.</summary>
/// <param name="Messages">Messages that one can see.</param>
/// <param name="Participants">Who is in it, where not all are shown.</param>
internal sealed record CountView(long Messages, int? Participants = null);

/// <summary>Somebody in a conversation.</summary>
/// <param name="Role">In a group <c>owner</c>, <c>admin</c> or <c>member</c>; between two what the person is: <c>customer</c>, <c>provider</c>.</param>
/// <param name="LastReadAt">All that is not newer is read; null where nothing is, or it is not for the viewer to see.</param>
internal sealed record ParticipantView(
    string ConversationId,
    string UserId,
    string Role,
    DateTime JoinedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTime? LastReadAt,
    PersonView User);
