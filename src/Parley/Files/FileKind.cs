namespace Parley.Files;

/// <summary>What a file is to people, by its content. Stored by number: never renumber.</summary>
public enum FileKind : byte
{
    /// <summary>A picture that every client shows: JPEG, PNG, GIF, WebP.</summary>
    Image = 1,

    /// <summary>A recording or other sound.</summary>
    Audio = 2,

    /// <summary>Anything else.</summary>
    Other = 3,
}
