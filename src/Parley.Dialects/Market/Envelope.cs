using System.Text.Json.Serialization;

namespace Parley.Dialects.Market;

/// <summary>Market's envelope (document 001, 3): every answer has it.</summary>
/// <typeparam name="T">What it carries.</typeparam>
internal sealed record Envelope<T>(T Data)
{
    [JsonPropertyOrder(-1)]
    public bool Success => true;
}

/// <summary>A page of <c>/api/admin</c>: ask on with <c>?after=‹next›</c> while there is one.</summary>
internal sealed record PageEnvelope<T>(IReadOnlyList<T> Data, long? Next)
{
    [JsonPropertyOrder(-1)]
    public bool Success => true;
}

/// <summary>The envelope of an error: <c>field</c>, <c>limit</c> and <c>retryAfter</c> (seconds) where there is one.</summary>
internal sealed record ErrorEnvelope(string Message, string Code, string? Field, long? Limit, long? RetryAfter)
{
    [JsonPropertyOrder(-1)]
    public bool Success => false;

    /// <summary>The message once more, on a path where others look for it under this name; null, and not told, elsewhere.</summary>
    public string? Detail { get; init; }
}

/// <summary>Nothing to tell but success.</summary>
internal sealed record Nothing
{
    public static readonly Nothing Value = new();
}
