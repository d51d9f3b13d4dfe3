using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Parley.Host.Pages;

/// <summary>
/// The built web client, read once at start: a megabyte or two, and no path of a request ever reaches the disk. A new build is served by the next start.
/// </summary>
internal sealed class PageFiles
{
    private const string Compressed = ".br";
    private readonly FrozenDictionary<string, PageFile> _files;

    private PageFiles(FrozenDictionary<string, PageFile> files, PageFile index) => (_files, Index) = (files, index);

    /// <summary>The page that finds its way by its address.</summary>
    public PageFile Index { get; }

    /// <summary>The files under a folder, or null where no client is built.</summary>
    public static PageFiles? Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "index.html")))
            return null;
        var files = new Dictionary<string, PageFile>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (!path.EndsWith(Compressed, StringComparison.Ordinal))
                files["/" + Path.GetRelativePath(folder, path).Replace('\\', '/')] = ReadFile(folder, path);
        }

        return new PageFiles(files.ToFrozenDictionary(StringComparer.Ordinal), files["/index.html"]);
    }

    /// <summary>The file at a path of a request, or null.</summary>
    public PageFile? Find(string path) => path == "/" ? Index : _files.GetValueOrDefault(path);

    private static PageFile ReadFile(string folder, string path)
    {
        var bytes = File.ReadAllBytes(path);
        var isForever = path.StartsWith(Path.Combine(folder, "assets") + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"";
        return new PageFile(TypeOf(path), tag, isForever, bytes, File.Exists(path + Compressed) ? File.ReadAllBytes(path + Compressed) : null);
    }

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".webmanifest" => "application/manifest+json",
        ".woff2" => "font/woff2",
        ".json" or ".map" => "application/json",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}
