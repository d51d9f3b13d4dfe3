namespace Parley.Presence;

/// <summary>What others see of a person.</summary>
public enum PresenceStatus : byte
{
    /// <summary>No connection.</summary>
    Offline = 0,

    /// <summary>Connected.</summary>
    Online = 1,

    /// <summary>Connected, by its own word away.</summary>
    Away = 2,

    /// <summary>Connected, by its own word busy.</summary>
    Busy = 3,
}
