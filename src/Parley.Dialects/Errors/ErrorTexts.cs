using Parley.Primitives;

namespace Parley.Dialects.Errors;

/// <summary>What a person reads of an error. Programs decide by <see cref="ErrorCodes"/>; these texts may change.</summary>
public static class ErrorTexts
{
    /// <summary>The text of a refusal, with the field, the bound or the time where it has one.</summary>
    public static string Of(Refusal refusal, Language language) =>
        language == Language.English ? ErrorTextsEnglish.Of(refusal) : ErrorTextsChinese.Of(refusal);

    /// <summary>The text of a fault at the edge.</summary>
    /// <param name="field">The field at fault, where one is.</param>
    public static string Of(EdgeFault fault, Language language, string? field = null) =>
        language == Language.English ? ErrorTextsEnglish.Of(fault, field) : ErrorTextsChinese.Of(fault, field);

    /// <summary>A number of bytes as people read it.</summary>
    public static string SizeOf(long bytes) => bytes switch
    {
        >= 1L << 30 => $"{bytes / (double)(1L << 30):0.#} GB",
        >= 1L << 20 => $"{bytes / (double)(1L << 20):0.#} MB",
        _ => $"{bytes / 1024.0:0.#} KB",
    };

    /// <summary>Whole seconds to wait, at least one, as the header <c>Retry-After</c> takes them.</summary>
    public static long SecondsOf(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
}
