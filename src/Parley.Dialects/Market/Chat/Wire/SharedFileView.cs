using System.Text.Json.Serialization;

namespace Parley.Dialects.Market.Chat.Wire;

/// <summary>
/// The answer to an upload to <c>/api/v1/files</c>, a path that clients of another surface know as well: this surface's envelope, and beside it the fields
/// that those look for.
/// </summary>
internal sealed record SharedFileView(FileView Data)
{
    [JsonPropertyOrder(-1)]
    public bool Success => true;

    public string Id => Data.Id;

    [JsonPropertyName("file_id")]
    public string FileId => Data.Id;

    [JsonPropertyName("file_url")]
    public string FileUrl => Data.Url;

    public string Name => Data.Name;

    public long Size => Data.Size;

    public string Type => Data.MimeType;

    [JsonPropertyName("message_type")]
    public string MessageType => Data.MessageType;

    [JsonPropertyName("thumbnail_url")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? ThumbnailUrl => null;

    [JsonPropertyName("created_at")]
    public DateTime CreatedAt => Data.CreatedAt;
}
