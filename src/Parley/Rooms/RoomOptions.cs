using Parley.Configuration;

namespace Parley.Rooms;

/// <summary>How rooms of orders come about.</summary>
public sealed class RoomOptions
{
    /// <summary>Whose word makes a room of an outside order (<c>Im:Rooms</c>). Default its first message's, as the protocol has it.</summary>
    public RoomOpening Opening { get; init; }

    /// <summary>The options as configured.</summary>
    /// <exception cref="SettingException">A value is none of those.</exception>
    public static RoomOptions Read(Settings settings) => new() { Opening = settings.Word<RoomOpening>("Im:Rooms") ?? RoomOpening.Open };
}
