using System.Text.Json.Serialization;

namespace Parley.Dialects.Rooms.Wire;

/// <summary>The answer to <c>sync</c>.</summary>
internal sealed record RoomsSynced(string Generation, IReadOnlyList<RoomsSyncedChat> Conversations, IReadOnlyList<string> Gone)
{
    public string Status { get; } = "ok";
}

/// <summary>What changed in one conversation; its own names are those of every surface's <c>sync</c>.</summary>
internal sealed record RoomsSyncedChat(
    string Id,
    [property: JsonPropertyName("lastSeq")] long LastSeq,
    long Rev,
    IReadOnlyList<RoomsPointer> Pointers,
    IReadOnlyList<RoomsMessage> Messages,
    [property: JsonPropertyName("hasMore")] bool HasMore);

/// <summary>How far somebody is in a conversation.</summary>
internal sealed record RoomsPointer(string UserId, long ReadSeq, long DeliveredSeq, bool HasLeft);
