using Parley.Primitives;

namespace Parley.Files;

/// <summary>
/// Decides what a file is by its content, and refuses what was declared as something else, by its media type or by its name's extension, and
/// what does something by itself when it is opened: programs, and text that a browser runs.
/// </summary>
public static class FileTypes
{
    /// <summary>Enough of a file's beginning to decide by, in bytes.</summary>
    public const int HeadLength = 64 * 1024;

    private static readonly string[] Meaningless = ["application/octet-stream", "binary/octet-stream", "application/x-download", "application/force-download", "*/*"];

    /// <summary>What the file is.</summary>
    /// <param name="head">Its first <see cref="HeadLength"/> bytes, or all of it.</param>
    /// <param name="declared">The media type that the client named, parameters and all; null or empty where it named none.</param>
    /// <param name="name">Its cleaned name.</param>
    /// <returns>The type; <see cref="ChatError.FileTypeRefused"/>.</returns>
    public static Outcome<FileType> Judge(ReadOnlySpan<byte> head, string? declared, string name)
    {
        var extension = FileNames.ExtensionOf(name);
        var type = Plain(declared);
        if (FileExtensions.IsActive(extension) || ActiveContent.IsActiveType(type) || ActiveContent.IsProgram(head) || ActiveContent.IsMarkup(head))
            return new Refusal(ChatError.FileTypeRefused, "file");

        var format = ContentSniffer.Find(head);
        string? meant = null;
        foreach (var claim in (string?[])[type, FileExtensions.TypeOf(extension)])
        {
            if (claim is null || Meaningless.Contains(claim, StringComparer.Ordinal))
                continue;
            if (format.Accepts(claim))
                meant ??= format.Has(claim) ? claim : null;
            else if (Array.Exists(FileFormats.Known, known => known.Accepts(claim)))
                return new Refusal(ChatError.FileTypeRefused, "file"); // what we don't know may be claimed of what we can't tell
        }

        return format.TypeOf(meant);
    }

    /// <summary>Whether a file may be shown under a name: one that claims nothing that the file is not, nor anything that does something by itself.</summary>
    /// <param name="contentType">The type that we found when it was uploaded.</param>
    /// <param name="name">A cleaned name.</param>
    public static bool Suits(string contentType, string name)
    {
        if (IsActiveName(name))
            return false;
        if (FileExtensions.TypeOf(FileNames.ExtensionOf(name)) is not { } claim)
            return true;
        var meant = Array.FindAll(FileFormats.Known, known => known.Accepts(claim));
        return meant.Length == 0 || Array.Exists(meant, format => format.Has(contentType));
    }

    /// <summary>Whether a cleaned name is one of a file that does something by itself when it is opened.</summary>
    public static bool IsActiveName(string name) => FileExtensions.IsActive(FileNames.ExtensionOf(name));

    private static string? Plain(string? declared)
    {
        var type = (declared ?? "").Split(';', 2)[0].Trim().ToLowerInvariant();
        return type.Length == 0 ? null : type;
    }
}
