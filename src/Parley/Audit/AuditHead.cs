namespace Parley.Audit;

/// <summary>Where the chain of the audit trail stands.</summary>
public sealed record AuditHead
{
    /// <summary>The number of the last line; 0: none yet.</summary>
    public required long Seq { get; init; }

    /// <summary>Its hash; empty before the first.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The number of the line after which the chain begins: those before it have gone by age.</summary>
    public required long BaseSeq { get; init; }

    /// <summary>Its hash; empty when none has gone.</summary>
    public required byte[] BaseHash { get; init; }

    /// <summary>Lines from before there was a chain have no greater id.</summary>
    public required long LegacyId { get; init; }

    /// <summary>A keyed hash over all of the above; null before the first line.</summary>
    public byte[]? Seal { get; init; }
}
