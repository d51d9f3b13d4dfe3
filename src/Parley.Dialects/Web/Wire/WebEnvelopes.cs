using System.Text.Json.Serialization;

namespace Parley.Dialects.Web.Wire;

/// <summary>Every answer (document 004, 3.1.3).</summary>
/// <typeparam name="T">What it carries.</typeparam>
internal sealed record WebEnvelope<T>(T Data)
{
    [JsonPropertyOrder(-1)]
    public string Status => "1";

    public string Error { get; } = "";
}

/// <summary>An answer that refuses: <c>field</c>, <c>limit</c> and <c>retryAfter</c> (seconds) only where there is one.</summary>
internal sealed record WebErrorEnvelope(string Error, string Code)
{
    [JsonPropertyOrder(-2)]
    public string Status => "0";

    [JsonPropertyOrder(-1)]
    public string? Data => null;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Limit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RetryAfter { get; init; }
}

/// <summary>A page of a list.</summary>
/// <typeparam name="T">A line of it.</typeparam>
internal sealed record WebPage<T>(IReadOnlyList<T> Records, long Total, int Page, int PageSize);

/// <summary>A whole list.</summary>
/// <typeparam name="T">A line of it.</typeparam>
internal sealed record WebList<T>(IReadOnlyList<T> Records);

/// <summary>What was made or changed.</summary>
internal sealed record WebMade(long Id);

/// <summary>How much an operation did.</summary>
internal sealed record WebAffected(long AffectedRows);
