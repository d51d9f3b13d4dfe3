namespace Parley.Rooms;

/// <summary>Whose word makes the room of an order that only a tenant's backend knows.</summary>
public enum RoomOpening
{
    /// <summary>Its first message does.</summary>
    Open,

    /// <summary>That backend alone.</summary>
    Declared,
}
