using System.Text.Json.Serialization;

namespace Parley.Dialects.Rooms.Wire;

/// <summary>Every answer; <c>has_more</c> with the lists that have pages.</summary>
/// <typeparam name="T">What it carries.</typeparam>
internal sealed record RoomsEnvelope<T>(T Data, bool? HasMore = null);

/// <summary>An answer that refuses: <c>field</c>, <c>limit</c> and <c>retry_after</c> (seconds) only where there is one.</summary>
internal sealed record RoomsErrorEnvelope(string Error, string Code)
{
    [JsonPropertyOrder(1)]
    public string? Field { get; init; }

    [JsonPropertyOrder(1)]
    public long? Limit { get; init; }

    [JsonPropertyOrder(1)]
    public long? RetryAfter { get; init; }
}
