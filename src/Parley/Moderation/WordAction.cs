namespace Parley.Moderation;

/// <summary>What becomes of a message with a sensitive word. Stored by number: never renumber.</summary>
public enum WordAction : byte
{
    /// <summary>It is refused.</summary>
    Reject = 1,

    /// <summary>It is stored with a <c>*</c> for each of the word's characters.</summary>
    Mask = 2,

    /// <summary>It is stored as it is, and recorded for whoever looks after it.</summary>
    Flag = 3,
}
