namespace Parley.Files;

/// <summary>Tells a format by a file's first bytes (the signatures of WHATWG MIME Sniffing, 6, and of each format's own specification).</summary>
internal static class ContentSniffer
{
    /// <summary>The format; <see cref="FileFormats.Unknown"/> for bytes that say nothing.</summary>
    public static FileFormat Find(ReadOnlySpan<byte> head) =>
        Image(head) ?? Sound(head) ?? Container(head) ?? Document(head) ?? (IsText(head) ? FileFormats.Text : FileFormats.Unknown);

    private static FileFormat? Image(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? FileFormats.Jpeg
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? FileFormats.Png
        : head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) ? FileFormats.Gif
        : IsRiff(head, "WEBP"u8) ? FileFormats.WebP
        : head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) ? FileFormats.Tiff
        : head.StartsWith("BM"u8) && head.Length >= 10 && head[6..10].IndexOfAnyExcept((byte)0) < 0 ? FileFormats.Bmp
        : null;

    private static FileFormat? Sound(ReadOnlySpan<byte> head) =>
        head.StartsWith("ID3"u8) || IsMp3Frame(head) ? FileFormats.Mp3
        : head is [0xFF, 0xF0 or 0xF1 or 0xF8 or 0xF9, ..] ? FileFormats.Aac
        : head.StartsWith("#!AMR"u8) ? FileFormats.Amr
        : IsRiff(head, "WAVE"u8) ? FileFormats.Wav
        : head.StartsWith("fLaC"u8) ? FileFormats.Flac
        : head.StartsWith("OggS"u8) ? FileFormats.Ogg
        : null;

    private static FileFormat? Container(ReadOnlySpan<byte> head)
    {
        if (IsRiff(head, "AVI "u8))
            return FileFormats.Avi;
        if (head.Length >= 12 && head[4..].StartsWith("ftyp"u8))
            return ByBrand(head[8..12]);
        if (!head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
            return null;

        // EBML: the tracks' codecs stand near the beginning of what a recorder writes.
        var hasPictures = head.IndexOf("V_VP"u8) >= 0 || head.IndexOf("V_AV1"u8) >= 0 || head.IndexOf("V_MPEG"u8) >= 0 || head.IndexOf("matroska"u8) >= 0;
        return hasPictures ? FileFormats.WebM : FileFormats.WebMSound;
    }

    private static FileFormat ByBrand(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("M4A"u8) || brand.StartsWith("M4B"u8) ? FileFormats.Mp4Sound
        : brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.StartsWith("mif1"u8) || brand.StartsWith("msf1"u8) || brand.StartsWith("avi"u8) ? FileFormats.Heif
        : FileFormats.Mp4;

    private static FileFormat? Document(ReadOnlySpan<byte> head) =>
        head.StartsWith("%PDF-"u8) ? FileFormats.Pdf
        : head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8) ? FileFormats.Zip
        : head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) ? FileFormats.Ole
        : head.StartsWith("{\\rtf"u8) ? FileFormats.Rtf
        : head.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) ? FileFormats.SevenZip
        : head.StartsWith("Rar!\x1A\x07"u8) ? FileFormats.Rar
        : head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? FileFormats.Gzip
        : head.Length >= 262 && head[257..].StartsWith("ustar"u8) ? FileFormats.Tar
        : null;

    private static bool IsRiff(ReadOnlySpan<byte> head, ReadOnlySpan<byte> form) =>
        head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith(form);

    // ISO 11172-3, 2.4.2.3: the sync word, layer III, and neither a bit rate nor a sampling rate that doesn't exist.
    private static bool IsMp3Frame(ReadOnlySpan<byte> head) =>
        head.Length >= 4 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0 && (head[1] & 0x06) == 0x02 && (head[1] & 0x18) != 0x08
        && (head[2] & 0xF0) != 0xF0 && (head[2] & 0x0C) != 0x0C;

    // WHATWG MIME Sniffing, 7.2: no binary data byte; with a byte order mark of UTF-16 anything goes.
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return true;
        foreach (var one in head)
        {
            if (one is <= 0x08 or 0x0B or (>= 0x0E and <= 0x1A) or (>= 0x1C and <= 0x1F))
                return false;
        }

        return true;
    }
}
