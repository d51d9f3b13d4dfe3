namespace Parley.Files;

/// <summary>The formats that we know. What is none of them is kept as bytes without a meaning.</summary>
internal static class FileFormats
{
    public static readonly FileFormat Jpeg = new("image/jpeg") { Aliases = ["image/jpg", "image/pjpeg"] };
    public static readonly FileFormat Png = new("image/png") { Aliases = ["image/x-png"] };
    public static readonly FileFormat Gif = new("image/gif");
    public static readonly FileFormat WebP = new("image/webp");
    public static readonly FileFormat Bmp = new("image/bmp") { Aliases = ["image/x-ms-bmp", "image/x-bmp"] };
    public static readonly FileFormat Tiff = new("image/tiff");
    public static readonly FileFormat Heif = new("image/heic", "image/heif", "image/avif", "image/heic-sequence", "image/heif-sequence");

    public static readonly FileFormat Mp3 = new("audio/mpeg") { Aliases = ["audio/mp3", "audio/x-mp3", "audio/mpeg3", "audio/x-mpeg"] };
    public static readonly FileFormat Aac = new("audio/aac") { Aliases = ["audio/aacp", "audio/x-aac", "audio/x-hx-aac-adts"] };
    public static readonly FileFormat Amr = new("audio/amr") { Aliases = ["audio/amr-wb", "audio/3gpp"] };
    public static readonly FileFormat Wav = new("audio/wav") { Aliases = ["audio/x-wav", "audio/wave", "audio/vnd.wave", "audio/x-pn-wav"] };
    public static readonly FileFormat Flac = new("audio/flac") { Aliases = ["audio/x-flac"] };
    public static readonly FileFormat Ogg = new("audio/ogg", "audio/opus", "video/ogg") { Aliases = ["application/ogg", "audio/vorbis", "audio/x-ogg", "audio/speex"] };

    // One container for sound and pictures: what the client says decides, then what is seen in its first bytes.
    public static readonly FileFormat Mp4Sound = new("audio/mp4", "video/mp4", "audio/3gpp") { Aliases = ["audio/x-m4a", "audio/m4a", "audio/aac", "audio/mp4a-latm"] };
    public static readonly FileFormat Mp4 = new("video/mp4", "audio/mp4", "video/quicktime", "video/3gpp", "audio/3gpp", "video/x-m4v", "audio/x-m4a", "audio/m4a");
    public static readonly FileFormat WebMSound = new("audio/webm", "video/webm");
    public static readonly FileFormat WebM = new("video/webm", "video/x-matroska") { Aliases = ["video/matroska"] };
    public static readonly FileFormat Avi = new("video/x-msvideo") { Aliases = ["video/avi", "video/msvideo"] };

    public static readonly FileFormat Pdf = new("application/pdf") { Aliases = ["application/x-pdf"] };
    public static readonly FileFormat Rtf = new("application/rtf") { Aliases = ["text/rtf"] };
    public static readonly FileFormat SevenZip = new("application/x-7z-compressed");
    public static readonly FileFormat Rar = new("application/vnd.rar") { Aliases = ["application/x-rar-compressed", "application/x-rar", "application/rar"] };
    public static readonly FileFormat Gzip = new("application/gzip") { Aliases = ["application/x-gzip", "application/x-compressed"] };
    public static readonly FileFormat Tar = new("application/x-tar");

    public static readonly FileFormat Zip = new(
        "application/zip",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.presentation",
        "application/epub+zip")
    {
        Aliases = ["application/x-zip-compressed", "application/x-zip"],
    };

    /// <summary>Word, Excel and PowerPoint before 2007.</summary>
    public static readonly FileFormat Ole = new("application/x-ole-storage", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint");

    public static readonly FileFormat Text = new("text/plain", "text/csv", "text/markdown", "application/json", "text/xml", "application/xml", "application/yaml")
    {
        Family = "text/",
        Aliases = ["application/x-yaml", "application/vnd.ms-excel"], // Windows calls a .csv Excel's
    };

    public static readonly FileFormat Unknown = new("application/octet-stream");

    /// <summary>All that are told by their content.</summary>
    public static readonly FileFormat[] Known =
    [
        Jpeg, Png, Gif, WebP, Bmp, Tiff, Heif, Mp3, Aac, Amr, Wav, Flac, Ogg, Mp4Sound, Mp4, WebMSound, WebM, Avi,
        Pdf, Rtf, SevenZip, Rar, Gzip, Tar, Zip, Ole, Text,
    ];
}
