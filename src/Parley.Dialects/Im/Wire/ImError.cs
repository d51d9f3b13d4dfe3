namespace Parley.Dialects.Im.Wire;

/// <summary>An error, over REST and in <c>{"error": …}</c>.</summary>
internal sealed record ImError(string Code, string Message)
{
    public string? Field { get; init; }

    public long? Limit { get; init; }

    /// <summary>Seconds.</summary>
    public long? RetryAfter { get; init; }

    public string? TempId { get; init; }
}
