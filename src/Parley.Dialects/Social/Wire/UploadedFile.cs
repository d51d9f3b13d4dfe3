using System.Text.Json.Serialization;

namespace Parley.Dialects.Social.Wire;

/// <summary>An uploaded file in camelCase, for the clients that share the path <c>/api/v1/files</c> with this surface's own.</summary>
internal sealed record UploadedFile(
    Guid Id,
    string Url,
    string Name,
    long Size,
    [property: JsonPropertyName("mimeType")] string MimeType,
    [property: JsonPropertyName("messageType")] string MessageType,
    [property: JsonPropertyName("createdAt")] string CreatedAt);
