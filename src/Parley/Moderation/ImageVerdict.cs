namespace Parley.Moderation;

/// <summary>What a check says of a picture.</summary>
public enum ImageVerdict
{
    /// <summary>Nothing against it.</summary>
    Allow,

    /// <summary>It is taken, and somebody should look at it.</summary>
    Flag,

    /// <summary>It is refused.</summary>
    Block,

    /// <summary>There was no answer in time, or none that can be read: it is taken, and somebody should look at it. Nobody's fault.</summary>
    Unknown,
}
