using System.Text.Json.Serialization;

namespace Parley.Dialects.Web.Wire;

/// <summary>An event that was refused, where no answer was asked for: <c>failed</c>.</summary>
internal sealed record WebFailed(string Event, string Error, string Code)
{
    public string Status { get; } = "0";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }
}
