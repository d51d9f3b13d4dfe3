namespace Parley.Dialects.Im.Wire;

/// <summary>How much of a conversation is unread: one of the two ids is there.</summary>
internal sealed record ImUnread(long? OrderId, long? PeerId, long Unread);
