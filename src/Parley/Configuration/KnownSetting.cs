namespace Parley.Configuration;

/// <summary>A setting that something has asked for.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Default">What holds where nothing is configured, as one would write it; null where it is no plain value.</param>
/// <param name="Allowed">What it may be, in words; null for a text.</param>
/// <param name="IsTime">Whether it is a time span.</param>
public sealed record KnownSetting(string Name, string? Default, string? Allowed, bool IsTime)
{
    private static readonly string[] SecretWords = ["key", "secret", "password", "token", "database", "redis", "credential"];

    /// <summary>Whether its value must not be shown: by its name, and rather once too often. What is a number, a time or a word is no secret.</summary>
    public bool IsSecret => Allowed is null && SecretWords.Any(word => Name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
