namespace Parley.Dialects.Rooms.Wire;

/// <summary>The answer to <c>send_message</c>: stored.</summary>
internal sealed record RoomsSent(RoomsMessage Message)
{
    public string Status { get; } = "sent";
}

/// <summary>The answer to an event that did what it says.</summary>
internal sealed record RoomsOk
{
    public string Status { get; } = "ok";
}
