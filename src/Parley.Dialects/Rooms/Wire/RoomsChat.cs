using System.Text.Json.Serialization;

namespace Parley.Dialects.Rooms.Wire;

/// <summary>A line of the list of chats (document 002, 2.2).</summary>
internal sealed record RoomsChat
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>A group's.</summary>
    public string? Name { get; init; }

    /// <summary>A group's.</summary>
    public string? AvatarUrl { get; init; }

    public required string[] Participants { get; init; }

    /// <summary>Null where there is none that one may see.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required RoomsMessage? LastMessage { get; init; }

    /// <summary>Unix ms; null where nothing was said yet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long? LastMessageTime { get; init; }

    public required long UnreadCount { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }
}
