using Parley.Dialects.Files;
using Parley.Files;

namespace Parley.Dialects.Web.Wire;

/// <summary>The answer to an upload (document 004, 3.4.1).</summary>
internal sealed record WebFile(long Id, string FileUrl, string FileName, long FileSize, string? ThumbnailUrl, int MessageType)
{
    public static WebFile Of(StoredFile file, FileUrls urls) =>
        new(file.Id.Value, urls.Of(file), file.Name, file.Size, null, WebWords.Of(Attachments.TypeOf(file.Kind)));
}
