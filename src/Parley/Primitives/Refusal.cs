namespace Parley.Primitives;

/// <summary>An expected refusal, as a value.</summary>
/// <param name="Error">Which.</param>
/// <param name="Field">The field at fault, in the core's words (camelCase), where one is.</param>
/// <param name="Limit">The bound that was passed, where one was.</param>
/// <param name="RetryAfter">When the same call may succeed, where that is known.</param>
/// <param name="Reason">Text given by a person (a ban's reason), shown as it is.</param>
public sealed record Refusal(ChatError Error, string? Field = null, long? Limit = null, TimeSpan? RetryAfter = null, string? Reason = null)
{
    /// <summary>A refusal without detail.</summary>
    public static implicit operator Refusal(ChatError error) => new(error);
}
