using System.Text.Json.Serialization;

namespace Parley.Dialects.Market.Chat.Wire;

/// <summary>An event that was refused: the answer, or <c>message-error</c> where none was asked for.</summary>
internal sealed record ChatRefused(string Message, string Code)
{
    [JsonPropertyOrder(-1)]
    public bool Success => false;

    /// <summary>As document 001 names it (4.1).</summary>
    public string Error => Message;

    /// <summary>The event, where no answer was asked for.</summary>
    public string? Event { get; init; }

    public string? ClientId { get; init; }

    public string? Field { get; init; }

    public long? Limit { get; init; }

    /// <summary>Seconds.</summary>
    public long? RetryAfter { get; init; }
}
