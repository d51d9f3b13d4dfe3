using Parley.Primitives;

namespace Parley.Dialects.Errors;

/// <summary>An error as it is about to be told over HTTP, in no surface's form yet.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">From <see cref="ErrorCodes"/>.</param>
/// <param name="Text">For a person, in the language that the request asked for.</param>
/// <param name="Field">The field at fault, in the core's words, or null.</param>
/// <param name="Limit">The bound that was passed, or null.</param>
/// <param name="RetryAfter">When the same request may succeed, or null.</param>
public sealed record WireError(int Status, string Code, string Text, string? Field = null, long? Limit = null, TimeSpan? RetryAfter = null)
{
    /// <summary>A refusal of the core's.</summary>
    public static WireError Of(Refusal refusal, int status, Language language) =>
        new(status, ErrorCodes.Of(refusal.Error), ErrorTexts.Of(refusal, language), refusal.Field, refusal.Limit, refusal.RetryAfter);

    /// <summary>A fault at the edge.</summary>
    public static WireError Of(EdgeFault fault, Language language, string? field = null) =>
        new(fault.StatusOf(), ErrorCodes.Of(fault), ErrorTexts.Of(fault, language, field), field);
}
