using System.Globalization;

namespace Parley.Configuration;

/// <summary>
/// Reads configured values and names the key and what it allows when one is wrong. Each feature's options read themselves from here at
/// start, so a wrong value ends the process before it listens.
/// </summary>
/// <param name="find">The text configured under a key (<c>Auth:SigningKey</c>), or null.</param>
/// <param name="children">The names configured under a section.</param>
/// <param name="source">Where the value of a key comes from; null: nobody can tell.</param>
public sealed class Settings(Func<string, string?> find, Func<string, IEnumerable<string>> children, Func<string, SettingSource>? source = null)
{
    // Which keys somebody asked for; written by whoever reads settings, at start.
    private readonly Dictionary<string, KnownSetting> _asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Nothing configured: every default.</summary>
    public static Settings None { get; } = new(_ => null, _ => []);

    /// <summary>Text as it is; null or empty means not configured.</summary>
    public string? Text(string key) => Ask(key, null, null);

    /// <summary>Every setting that somebody has asked for, by name.</summary>
    public IReadOnlyList<KnownSetting> Known
    {
        get
        {
            lock (_asked)
                return [.. _asked.Values.OrderBy(setting => setting.Name, StringComparer.OrdinalIgnoreCase)];
        }
    }

    /// <summary>What is configured under a key, asked for by nobody; null or empty means not configured.</summary>
    public string? Peek(string key) => find(key) is { Length: > 0 } text ? text : null;

    /// <summary>Where the value of a key comes from.</summary>
    public SettingSource SourceOf(string key) => Peek(key) is null ? SettingSource.Default : source?.Invoke(key) ?? SettingSource.File;

    /// <summary>These settings with some in the place of those configured; an empty one is as if nothing were.</summary>
    public Settings With(IReadOnlyDictionary<string, string> others) => new(
        key => others.TryGetValue(key, out var value) ? value : find(key), children, key => others.ContainsKey(key) ? SettingSource.Operator : SourceOf(key));

    /// <summary>Whether anybody has asked for a key: one that was given and never asked for is a slip of the pen.</summary>
    public bool IsKnown(string key)
    {
        lock (_asked)
            return _asked.ContainsKey(key);
    }

    /// <summary>The names under a section.</summary>
    public IEnumerable<string> Names(string section) => children(section);

    /// <summary>A whole number.</summary>
    /// <exception cref="SettingException">Not a number, or out of range.</exception>
    public long Number(string key, long fallback, long min, long max)
    {
        var allowed = $"a whole number from {min} to {max}";
        if (Ask(key, fallback.ToString(CultureInfo.InvariantCulture), allowed) is not { } text)
            return fallback;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
            return value;
        throw new SettingException(key, allowed, text);
    }

    /// <summary>A whole number that fits an <see cref="int"/>.</summary>
    /// <exception cref="SettingException">Not a number, or out of range.</exception>
    public int Integer(string key, int fallback, int min, int max) => (int)Number(key, fallback, min, max);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <exception cref="SettingException">Something else.</exception>
    public bool Flag(string key, bool fallback)
    {
        const string Allowed = "true or false";
        if (Ask(key, fallback ? "true" : "false", Allowed) is not { } text)
            return fallback;
        return bool.TryParse(text, out var value) ? value : throw new SettingException(key, Allowed, text);
    }

    /// <summary>
    /// A time span with a unit (<c>500ms</c>, <c>30s</c>, <c>15m</c>, <c>24h</c>, <c>7d</c>); a bare number counts <paramref name="bareUnit"/>.
    /// </summary>
    /// <exception cref="SettingException">Not a time span, or out of range.</exception>
    public TimeSpan Span(string key, TimeSpan fallback, TimeSpan min, TimeSpan max, TimeSpan? bareUnit = null)
    {
        var allowed = $"a time from {SpanText.Format(min)} to {SpanText.Format(max)}, like 500ms, 30s, 15m, 24h or 7d";
        if (Ask(key, SpanText.Format(fallback), allowed, isTime: true) is not { } text)
            return fallback;
        if (SpanText.TryParse(text, bareUnit ?? TimeSpan.FromSeconds(1), out var value) && value >= min && value <= max)
            return value;
        throw new SettingException(key, allowed, text);
    }

    /// <summary>One of the words of an enum, in whatever case; null when not configured.</summary>
    /// <exception cref="SettingException">Another word.</exception>
    public TEnum? Word<TEnum>(string key)
        where TEnum : struct, Enum
    {
        var allowed = $"one of {string.Join(", ", Enum.GetNames<TEnum>().Select(Camel))}";
        if (Ask(key, null, allowed) is not { } text)
            return null;
        return text.All(char.IsAsciiLetter) && Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new SettingException(key, allowed, text);
    }

    /// <summary>Values separated by commas or blanks, and those of <c>key:0</c>, <c>key:1</c>, …</summary>
    public IReadOnlyList<string> List(string key)
    {
        var items = (Text(key) ?? string.Empty).Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. items, .. children(key).Select(name => Text($"{key}:{name}")).OfType<string>()];
    }

    private string? Ask(string key, string? fallback, string? allowed, bool isTime = false)
    {
        lock (_asked)
        {
            if (allowed is not null || !_asked.ContainsKey(key))
                _asked[key] = new KnownSetting(key, fallback, allowed, isTime);
        }

        return Peek(key);
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
