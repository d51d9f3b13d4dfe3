namespace Parley.Moderation;

/// <summary>Which rule on content found something. Stored by number: never renumber.</summary>
public enum HitKind : byte
{
    /// <summary>A sensitive word; the message was refused.</summary>
    RejectedWord = 1,

    /// <summary>A sensitive word; the message was stored.</summary>
    FlaggedWord = 2,

    /// <summary>The same text to many people at once; refused.</summary>
    SameText = 3,

    /// <summary>A flood of links; refused.</summary>
    Links = 4,

    /// <summary>A new account that turns to many strangers at once; refused.</summary>
    Strangers = 5,

    /// <summary>A phone, card or identity number; the message was refused. Counts towards no ban.</summary>
    RejectedNumber = 6,

    /// <summary>A phone, card or identity number; the message was stored. Counts towards no ban.</summary>
    FlaggedNumber = 7,

    /// <summary>A picture that a check wants looked at; it was taken.</summary>
    FlaggedImage = 8,

    /// <summary>A picture that a check refused.</summary>
    BlockedImage = 9,

    /// <summary>A picture that the check said nothing of in time; it was taken. Counts towards no ban.</summary>
    UncheckedImage = 10,

    /// <summary>There were more of a person than are written down in a minute; the words say how many. Counts towards no ban.</summary>
    More = 11,
}
