namespace Parley.Dialects.Rooms.Wire;

/// <summary>The answer to <c>POST /api/chat/chats/{id}/read</c>.</summary>
internal sealed record RoomsReadDone(string ChatId, long UnreadCount);
