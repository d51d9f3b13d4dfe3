using System.Text.Json.Serialization;

namespace Parley.Dialects.Web.Wire;

/// <summary><c>messageStatus</c>.</summary>
internal sealed record WebStatus(long? MessageId, string Status)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TempId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }
}

/// <summary><c>readStatus</c>.</summary>
internal sealed record WebRead(long MessageId, bool ReadStatus);

/// <summary><c>messageRecalled</c>.</summary>
internal sealed record WebRecalled(long MessageId);
