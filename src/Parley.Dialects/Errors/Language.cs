using Microsoft.Net.Http.Headers;

namespace Parley.Dialects.Errors;

/// <summary>The languages in which errors are told.</summary>
public enum Language
{
    /// <summary>zh-CN, the default.</summary>
    Chinese,

    /// <summary>English.</summary>
    English,
}

/// <summary>Chooses a language.</summary>
public static class Languages
{
    /// <summary>The one that <c>Accept-Language</c> (RFC 9110, 12.5.4) likes best among those there are.</summary>
    public static Language Choose(string? acceptLanguage)
    {
        if (string.IsNullOrEmpty(acceptLanguage) || !StringWithQualityHeaderValue.TryParseList([acceptLanguage], out var wishes))
            return Language.Chinese;
        var best = (Quality: 0.0, Language: Language.Chinese);
        foreach (var wish in wishes)
        {
            var quality = wish.Quality ?? 1;
            if (quality > best.Quality && Find(wish.Value.AsSpan()) is { } language)
                best = (quality, language);
        }

        return best.Language;
    }

    private static Language? Find(ReadOnlySpan<char> tag) =>
        tag.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Language.English
        : tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || tag is "*" ? Language.Chinese
        : null;
}
