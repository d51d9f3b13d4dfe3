using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Conversations;
using Parley.Files;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Files;

/// <summary>
/// Addresses of files, the same on every surface: <c>/api/v1/files/‹uuid›?t=‹tenant›&amp;m=‹message›&amp;expires=‹Unix seconds›&amp;signature=…</c>, signed
/// when they are shown, never stored.
/// </summary>
public sealed class FileUrls(FileLinkSigner signer, FilesOptions options)
{
    private const string Path = "/api/v1/files/";
    private const string Ours = "/api/";
    private const string Folder = "/files/";
    private const int MaxLength = 1000;

    /// <summary>The address of the file that a message shows, signed (or as its sender gave it); null for a message without one.</summary>
    /// <param name="conversation">The message's.</param>
    public string? Of(Conversation conversation, Message message) => MessageFile.Of(message) is { } file ? Of(conversation, message, file) : null;

    /// <summary>The same, where the message's file is at hand already.</summary>
    public string Of(Conversation conversation, Message message, MessageFile file) =>
        file.Url ?? Write(signer.Make(conversation.TenantId, file.Id, message.Id));

    /// <summary>An address for the owner of a file that was just uploaded.</summary>
    public string Of(StoredFile file) => Write(signer.Make(file.TenantId, file.Id, default));

    /// <summary>The file that an address of ours names, whichever surface's path it has; whether its signature still holds doesn't matter here.</summary>
    /// <returns>False for an address elsewhere.</returns>
    public bool TryRead(string url, out FileId file)
    {
        file = default;
        if (url.Length > MaxLength)
            return false;
        var path = url.AsSpan();
        if (options.PublicUrl.Length > 0 && path.StartsWith(options.PublicUrl, StringComparison.OrdinalIgnoreCase))
            path = path[options.PublicUrl.Length..];
        var end = path.IndexOfAny('?', '#');
        path = end < 0 ? path : path[..end];
        var at = path.LastIndexOf(Folder, StringComparison.Ordinal);
        if (!path.StartsWith(Ours, StringComparison.Ordinal) || at < 0 || !PublicId.TryParse(path[(at + Folder.Length)..], EntityKind.File, out var id))
            return false;
        file = new FileId(id);
        return true;
    }

    /// <summary>The link in a request for a file.</summary>
    /// <returns>Null where the request has none; an unreadable one counts as one that nobody signed.</returns>
    public static (FileLink Link, string Signature)? LinkOf(HttpRequest request, FileId file)
    {
        var signature = request.Query["signature"].ToString();
        return signature.Length == 0
            ? null
            : (new FileLink(new TenantId(Number(request, "t")), file, new MessageId(Number(request, "m")), Number(request, "expires")), signature);
    }

    private string Write(FileLink link) =>
        $"{options.PublicUrl}{Path}{PublicId.ToText(EntityKind.File, link.File.Value)}?t={link.Tenant}&m={link.Message}&expires={link.ExpiresAt}&signature={signer.Sign(link)}";

    private static long Number(HttpRequest request, string name) =>
        long.TryParse(request.Query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
