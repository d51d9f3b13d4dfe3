using System.Collections.Frozen;
using System.Text;

namespace Parley.Files;

/// <summary>What does something by itself when it is opened, told by its content: nobody sends it to somebody who doesn't know him.</summary>
internal static class ActiveContent
{
    private static readonly FrozenSet<string> Types = new[]
    {
        "text/html", "application/xhtml+xml", "image/svg+xml", "text/javascript", "application/javascript", "application/x-javascript", "text/ecmascript",
        "application/ecmascript", "application/x-msdownload", "application/x-msdos-program", "application/x-dosexec", "application/x-executable",
        "application/vnd.microsoft.portable-executable", "application/x-elf", "application/x-mach-binary", "application/x-sh", "application/x-shellscript",
        "application/java-archive", "application/x-java-archive", "application/vnd.android.package-archive", "application/x-httpd-php",
        "application/x-shockwave-flash", "application/hta", "multipart/related", "application/wasm",
    }.ToFrozenSet(StringComparer.Ordinal);

    // With what a page or a drawing begins, and what makes one of a document that begins as XML.
    private static readonly string[] Beginnings =
    [
        "<!doctype html", "<!doctype svg", "<html", "<head", "<body", "<script", "<svg", "<iframe", "<style", "<title", "<meta", "<link", "<img", "<object",
        "<embed", "<base", "<form", "<math", "<frameset", "<?php", "<%",
    ];

    private static readonly string[] InXml = ["<svg", "<html", "<script", "<xsl:", "<!doctype html", "<!doctype svg", "<?xml-stylesheet", "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"];

    /// <summary>Whether a client says of itself that it is active.</summary>
    public static bool IsActiveType(string? type) => type is not null && Types.Contains(type);

    /// <summary>Programs of any system: ELF, Windows and DOS, Mach-O and Java classes, scripts, WebAssembly, Android, Java archives, shortcuts.</summary>
    public static bool IsProgram(ReadOnlySpan<byte> head) =>
        head.StartsWith("\u007FELF"u8)
        || head.StartsWith("MZ"u8)
        || head is [0xFE, 0xED, 0xFA, 0xCE or 0xCF, ..] or [0xCE or 0xCF, 0xFA, 0xED, 0xFE, ..] or [0xCA, 0xFE, 0xBA, 0xBE or 0xBF, ..] or [0xBE or 0xBF, 0xBA, 0xFE, 0xCA, ..]
        || head is [0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00, ..]
        || head.StartsWith("\0asm"u8) || head.StartsWith("dex\n"u8)
        || IsScript(head)
        || (head.StartsWith("PK\x03\x04"u8) && (head.IndexOf("AndroidManifest.xml"u8) >= 0 || head.IndexOf("META-INF/MANIFEST.MF"u8) >= 0));

    /// <summary>Whether a browser would make a page or a drawing of it, whatever it is called.</summary>
    public static bool IsMarkup(ReadOnlySpan<byte> head)
    {
        var text = TextOf(head).AsSpan().TrimStart();
        while (text.StartsWith("<!--", StringComparison.Ordinal))
        {
            var end = text.IndexOf("-->", StringComparison.Ordinal);
            if (end < 0)
                return true; // a comment that hides what comes
            text = text[(end + 3)..].TrimStart();
        }

        foreach (var beginning in Beginnings)
        {
            if (text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return (text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase)) && IsActiveXml(text);
    }

    private static bool IsActiveXml(ReadOnlySpan<char> text)
    {
        foreach (var mark in InXml)
        {
            if (text.Contains(mark, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // "#!AMR" begins a sound, not a script.
    private static bool IsScript(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8))
            head = head[3..];
        return head.StartsWith("#!"u8) && !head.StartsWith("#!AMR"u8);
    }

    // Only ASCII matters here.
    private static string TextOf(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
        [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.Latin1.GetString(rest),
        _ => Encoding.Latin1.GetString(head),
    };
}
