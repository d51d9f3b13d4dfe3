using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Parley.Conversations;
using Parley.Files;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Files;

/// <summary>
/// Addresses of files, the same on every surface: <c>/api/v1/files/‹uuid›?t=‹tenant›&amp;m=‹message›&amp;expires=‹Unix seconds›&amp;signature=…</c>, signed
/// when they are shown, never stored; those of pictures alone are made once and stored (<see cref="PictureFiles"/>).
/// </summary>
public sealed class FileUrls(FileLinkSigner signer, FilesOptions options)
{
    private const string Path = "/api/v1/files/";
    private const string Ours = "/api/";
    private const string Folder = "/files/";
    private const int MaxLength = 1000;

    private static readonly string[] Schemes = ["http://", "https://"];

    /// <summary>The address of the file that a message shows, signed (or as its sender gave it); null for a message without one.</summary>
    /// <param name="conversation">The message's.</param>
    public string? Of(Conversation conversation, Message message) => MessageFile.Of(message) is { } file ? Of(conversation, message, file) : null;

    /// <summary>The same, where the message's file is at hand already.</summary>
    public string Of(Conversation conversation, Message message, MessageFile file) =>
        file.Url ?? Write(signer.Make(conversation.TenantId, file.Id, message.Id));

    /// <summary>An address for the owner of a file that was just uploaded.</summary>
    public string Of(StoredFile file) => Write(signer.Make(file.TenantId, file.Id, default));

    /// <summary>The address, to be stored, of a file that its owner made a picture for all to see.</summary>
    public string Lasting(TenantId tenant, FileId file) => Write(FileLinkSigner.MakeLasting(tenant, file));

    /// <summary>Whether an address of a file of ours is such a one, whatever host stands before it.</summary>
    public bool IsLasting(string url, TenantId tenant, FileId file) => SignedOf(url, file) == FileLinkSigner.MakeLasting(tenant, file);

    /// <summary>The file that an address of ours names, whichever surface's path it has; whether its signature still holds doesn't matter here.</summary>
    /// <returns>False for an address elsewhere.</returns>
    public bool TryRead(string url, out FileId file)
    {
        file = default;
        if (url.Length > MaxLength)
            return false;
        if (options.PublicUrl.Length > 0 && url.StartsWith(options.PublicUrl, StringComparison.OrdinalIgnoreCase))
            return TryReadPath(url.AsSpan(options.PublicUrl.Length), out file);

        // A browser puts the host before our path that it called us by, and any server may have such a path: our signature tells that it is ours.
        if (PathOfAbsolute(url) is not { } path)
            return TryReadPath(url, out file);
        if (TryReadPath(path, out file) && SignedOf(path, file) is not null)
            return true;
        file = default;
        return false;
    }

    /// <summary>The link in a request for a file.</summary>
    /// <returns>Null where the request has none; an unreadable one counts as one that nobody signed.</returns>
    public static (FileLink Link, string Signature)? LinkOf(HttpRequest request, FileId file) => LinkOf(name => request.Query[name], file);

    private static (FileLink Link, string Signature)? LinkOf(Func<string, StringValues> query, FileId file)
    {
        var signature = query("signature").ToString();
        return signature.Length == 0
            ? null
            : (new FileLink(new TenantId(Number(query("t"))), file, new MessageId(Number(query("m"))), Number(query("expires"))), signature);
    }

    private static bool TryReadPath(ReadOnlySpan<char> path, out FileId file)
    {
        file = default;
        var end = path.IndexOfAny('?', '#');
        path = end < 0 ? path : path[..end];
        var at = path.LastIndexOf(Folder, StringComparison.Ordinal);
        if (!path.StartsWith(Ours, StringComparison.Ordinal) || at < 0 || !PublicId.TryParse(path[(at + Folder.Length)..], EntityKind.File, out var id))
            return false;
        file = new FileId(id);
        return true;
    }

    // Path and query of an absolute address; null for a relative one.
    private static string? PathOfAbsolute(string url)
    {
        var scheme = Array.Find(Schemes, known => url.StartsWith(known, StringComparison.OrdinalIgnoreCase));
        if (scheme is null)
            return null;
        var at = url.IndexOf('/', scheme.Length);
        return at < 0 ? "" : url[at..];
    }

    // What we signed in an address of a file; null where that wasn't we.
    private FileLink? SignedOf(string url, FileId file)
    {
        var at = url.IndexOf('?', StringComparison.Ordinal);
        if (at < 0)
            return null;
        var query = QueryHelpers.ParseQuery(url[at..].Split('#', 2)[0]);
        return LinkOf(name => query.GetValueOrDefault(name), file) is { } signed && signer.IsOurs(signed.Link, signed.Signature) ? signed.Link : null;
    }

    private string Write(FileLink link) =>
        $"{options.PublicUrl}{Path}{PublicId.ToText(EntityKind.File, link.File.Value)}?t={link.Tenant}&m={link.Message}&expires={link.ExpiresAt}&signature={signer.Sign(link)}";

    private static long Number(StringValues value) =>
        long.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
