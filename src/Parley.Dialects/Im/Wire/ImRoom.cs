namespace Parley.Dialects.Im.Wire;

/// <summary>A room that an agent joined.</summary>
internal sealed record ImRoom(long OrderId, long ConversationId, int MemberCount);
