namespace Parley.Dialects.Rooms.Wire;

/// <summary>The answer to an event that did not, and what is told where no answer was asked for.</summary>
internal sealed record RoomsFailed(string Code, string Error)
{
    public string Status { get; } = "failed";

    /// <summary>Which event, where it is told as one of our own.</summary>
    public string? Event { get; init; }

    public string? TempId { get; init; }

    /// <summary>The field at fault.</summary>
    public string? Field { get; init; }

    public long? Limit { get; init; }

    /// <summary>Seconds.</summary>
    public long? RetryAfter { get; init; }
}
