namespace Parley.Dialects.Rooms.Wire;

/// <summary><c>user_online</c> and <c>user_offline</c>.</summary>
internal sealed record RoomsPresence(string UserId)
{
    /// <summary>Unix ms.</summary>
    public long? LastSeen { get; init; }
}

/// <summary><c>typing</c>.</summary>
internal sealed record RoomsTyping(string ChatId, string UserId, bool IsTyping);
