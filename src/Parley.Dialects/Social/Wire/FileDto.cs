using System.Text.Json.Serialization;
using Parley.Dialects.Files;
using Parley.Files;

namespace Parley.Dialects.Social.Wire;

/// <summary>The answer to an upload.</summary>
internal sealed record FileDto
{
    public required Guid Id { get; init; }

    public Guid FileId => Id;

    public required string FileUrl { get; init; }

    public required string Name { get; init; }

    public required long Size { get; init; }

    public required string Type { get; init; }

    public required string MessageType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? ThumbnailUrl { get; init; }

    public required string CreatedAt { get; init; }

    /// <summary>For Market's clients, which upload to the same path: whether it was taken.</summary>
    public bool Success { get; } = true;

    /// <summary>The same file as they name its fields.</summary>
    public required UploadedFile Data { get; init; }

    public static FileDto Of(StoredFile file, FileUrls urls) => new()
    {
        Id = file.Id.Uuid(),
        FileUrl = urls.Of(file),
        Name = file.Name,
        Size = file.Size,
        Type = file.ContentType,
        MessageType = WireWords.Of(Attachments.TypeOf(file.Kind)),
        CreatedAt = WireText.Time(file.CreatedAt),
        Data = new UploadedFile(
            file.Id.Uuid(), urls.Of(file), file.Name, file.Size, file.ContentType, WireWords.Of(Attachments.TypeOf(file.Kind)), WireText.Time(file.CreatedAt)),
    };
}
