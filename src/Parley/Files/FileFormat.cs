namespace Parley.Files;

/// <summary>A format that is told by its first bytes, and the media types that it may go by.</summary>
/// <param name="types">The types that files of it have; the first where nothing says which.</param>
internal sealed class FileFormat(params string[] types)
{
    private static readonly string[] ShownImages = ["image/jpeg", "image/png", "image/gif", "image/webp"];

    /// <summary>Other names by which clients call the first type.</summary>
    public string[] Aliases { get; init; } = [];

    /// <summary>With what all further names of it begin; null where there are none.</summary>
    public string? Family { get; init; }

    /// <summary>Whether a client may have meant this format.</summary>
    /// <param name="declared">A media type, lower case, without parameters.</param>
    public bool Accepts(string declared) =>
        Has(declared) || Aliases.Contains(declared, StringComparer.Ordinal)
        || (Family is not null && declared.StartsWith(Family, StringComparison.Ordinal));

    /// <summary>Whether it is one of the types that files of this format have.</summary>
    public bool Has(string declared) => types.Contains(declared, StringComparer.Ordinal);

    /// <summary>The type of a file of this format that was declared as one that it has, or not at all.</summary>
    public FileType TypeOf(string? declared)
    {
        var type = declared ?? types[0];
        var kind = ShownImages.Contains(type, StringComparer.Ordinal) ? FileKind.Image
            : type.StartsWith("audio/", StringComparison.Ordinal) ? FileKind.Audio
            : FileKind.Other;
        return new FileType(type, kind);
    }
}
