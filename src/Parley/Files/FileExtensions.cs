using System.Collections.Frozen;

namespace Parley.Files;

/// <summary>What a name's extension claims.</summary>
internal static class FileExtensions
{
    /// <summary>What a system runs, or a browser shows as a page, when somebody opens it: refused whatever is in it.</summary>
    private static readonly FrozenSet<string> Active = new[]
    {
        "apk", "app", "bat", "chm", "cmd", "com", "cpl", "dll", "dmg", "exe", "gadget", "hta", "htm", "html", "inf", "jar", "js", "jse", "lnk", "mht",
        "mhtml", "msc", "msi", "msp", "mst", "pif", "ps1", "psm1", "reg", "scf", "scr", "sct", "sh", "shtml", "svg", "svgz", "swf", "url", "vb", "vbe",
        "vbs", "ws", "wsc", "wsf", "wsh", "xht", "xhtml", "xsl", "xslt",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["jpg"] = "image/jpeg",
        ["jpeg"] = "image/jpeg",
        ["png"] = "image/png",
        ["gif"] = "image/gif",
        ["webp"] = "image/webp",
        ["bmp"] = "image/bmp",
        ["tif"] = "image/tiff",
        ["tiff"] = "image/tiff",
        ["heic"] = "image/heic",
        ["heif"] = "image/heif",
        ["avif"] = "image/avif",
        ["mp3"] = "audio/mpeg",
        ["amr"] = "audio/amr",
        ["wav"] = "audio/wav",
        ["flac"] = "audio/flac",
        ["ogg"] = "audio/ogg",
        ["oga"] = "audio/ogg",
        ["opus"] = "audio/opus",
        ["m4a"] = "audio/mp4",
        ["weba"] = "audio/webm",
        ["mp4"] = "video/mp4",
        ["mov"] = "video/quicktime",
        ["3gp"] = "audio/3gpp",
        ["mkv"] = "video/x-matroska",
        ["webm"] = "video/webm",
        ["avi"] = "video/x-msvideo",
        ["pdf"] = "application/pdf",
        ["rtf"] = "application/rtf",
        ["zip"] = "application/zip",
        ["7z"] = "application/x-7z-compressed",
        ["rar"] = "application/vnd.rar",
        ["gz"] = "application/gzip",
        ["tgz"] = "application/gzip",
        ["tar"] = "application/x-tar",
        ["docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ["xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ["pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ["odt"] = "application/vnd.oasis.opendocument.text",
        ["ods"] = "application/vnd.oasis.opendocument.spreadsheet",
        ["odp"] = "application/vnd.oasis.opendocument.presentation",
        ["epub"] = "application/epub+zip",
        ["txt"] = "text/plain",
        ["log"] = "text/plain",
        ["csv"] = "text/csv",
        ["md"] = "text/markdown",
        ["json"] = "application/json",
        ["xml"] = "application/xml",
        ["yaml"] = "application/yaml",
        ["yml"] = "application/yaml",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether files of this extension do something by themselves.</summary>
    public static bool IsActive(string extension) => Active.Contains(extension);

    /// <summary>The media type that an extension claims; null where it claims none that we know.</summary>
    public static string? TypeOf(string extension) => Types.GetValueOrDefault(extension);
}
