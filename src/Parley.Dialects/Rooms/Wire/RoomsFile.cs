using System.Text.Json.Serialization;
using Parley.Dialects.Files;
using Parley.Files;

namespace Parley.Dialects.Rooms.Wire;

/// <summary>The answer to an upload: <c>file_url</c> is what a message takes.</summary>
internal sealed record RoomsFile
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required string FileUrl { get; init; }

    public required string FileName { get; init; }

    /// <summary>Bytes.</summary>
    public required long FileSize { get; init; }

    /// <summary>Its media type, as its content tells it.</summary>
    public required string FileType { get; init; }

    /// <summary>What a message with it is by itself.</summary>
    public required string MessageType { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }

    public static RoomsFile Of(StoredFile file, FileUrls urls) => new()
    {
        Id = RoomsMessage.IdOf(file.Id.Value),
        FileUrl = urls.Of(file),
        FileName = file.Name,
        FileSize = file.Size,
        FileType = file.ContentType,
        MessageType = RoomsWords.Of(Attachments.TypeOf(file.Kind)),
        CreatedAt = file.CreatedAt,
    };
}
