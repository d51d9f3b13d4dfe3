namespace Parley.Emergency;

/// <summary>How far a call for help is. Stored by number: never renumber.</summary>
public enum EmergencyState : byte
{
    /// <summary>Nobody sees to it.</summary>
    Open = 0,

    /// <summary>Somebody sees to it.</summary>
    Taken = 1,

    /// <summary>Nobody has to do anything any more.</summary>
    Closed = 2,
}
