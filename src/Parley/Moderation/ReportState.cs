namespace Parley.Moderation;

/// <summary>How far a report is. Stored by number: never renumber; from <see cref="Resolved"/> on nobody has to do anything.</summary>
public enum ReportState : byte
{
    /// <summary>Nobody has looked at it.</summary>
    Open = 0,

    /// <summary>Somebody looks at it.</summary>
    Taken = 1,

    /// <summary>It was right, and something was done.</summary>
    Resolved = 2,

    /// <summary>There was nothing to it.</summary>
    Dismissed = 3,
}
