namespace Parley.Dialects.Rooms.Wire;

/// <summary><c>message_status</c>.</summary>
internal sealed record RoomsStatus(string MessageId, string ChatId, string Status)
{
    public string? TempId { get; init; }
}

/// <summary><c>messages_read</c>.</summary>
internal sealed record RoomsRead(string ChatId, string UserId, IReadOnlyList<string> MessageIds);

/// <summary><c>message_recalled</c>, and <c>message_deleted</c> to one's own devices.</summary>
internal sealed record RoomsRecalled(string MessageId, string ChatId);
