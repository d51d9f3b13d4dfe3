namespace Parley.Search;

/// <summary>What a character does when text is cut into runs.</summary>
internal enum RuneKind
{
    /// <summary>Ends a run and is part of none: blanks, punctuation.</summary>
    Separator,

    /// <summary>As if it were not there: joiners, variation selectors, skin tones, loose accents.</summary>
    Ignored,

    /// <summary>A letter or digit of a script that puts blanks between its words.</summary>
    Word,

    /// <summary>A letter of a script that doesn't: Chinese, Japanese, Korean (whose endings cling to its words), Thai and its neighbours.</summary>
    RunOn,

    /// <summary>A picture that means something by itself: emoji.</summary>
    Symbol,
}
