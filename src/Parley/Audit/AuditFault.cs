namespace Parley.Audit;

/// <summary>What is wrong with the chain of the audit trail.</summary>
public enum AuditFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A line is not as it was written, or was not written by this installation.</summary>
    Altered,

    /// <summary>A line is missing, and later ones are there.</summary>
    Missing,

    /// <summary>The last lines are missing: the head tells of more than there are.</summary>
    CutOff,

    /// <summary>A line stands outside the chain though it is younger than it.</summary>
    Outside,

    /// <summary>The head is not as it was left.</summary>
    HeadAltered,

    /// <summary>The chain does not go through the point that was noted earlier: it was cut and the head set back, or begun anew.</summary>
    NotedPointGone,
}
