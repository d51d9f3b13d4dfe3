using Parley.Dialects.Files;
using Parley.Files;
using Parley.Primitives;

namespace Parley.Dialects.Market.Chat.Wire;

/// <summary>The answer to an upload (document 001, diagram 7).</summary>
internal sealed record FileView(string Id, string Url, string Name, long Size, string MimeType, string MessageType, DateTime CreatedAt)
{
    public static FileView Of(StoredFile file, FileUrls urls) => new(
        ChatWords.Id(EntityKind.File, file.Id.Value),
        urls.Of(file),
        file.Name,
        file.Size,
        file.ContentType,
        ChatWords.Of(Attachments.TypeOf(file.Kind)),
        WireTime.Of(file.CreatedAt));
}
