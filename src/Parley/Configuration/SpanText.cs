using System.Globalization;

namespace Parley.Configuration;

/// <summary>Time spans as people write them in a configuration.</summary>
internal static class SpanText
{
    // Longest suffix first: "ms" also ends in "s".
    private static readonly (string Suffix, TimeSpan Unit)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    public static bool TryParse(string text, TimeSpan bareUnit, out TimeSpan value)
    {
        var unit = bareUnit;
        var digits = text.AsSpan().Trim();
        foreach (var (suffix, named) in Units)
        {
            if (!digits.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                continue;
            digits = digits[..^suffix.Length].TrimEnd();
            unit = named;
            break;
        }

        value = default;
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            return false;
        var ticks = count * unit.Ticks;
        if (!(ticks <= long.MaxValue / 2))
            return false; // Also what is no number at all.
        value = TimeSpan.FromTicks((long)ticks);
        return true;
    }

    public static string Format(TimeSpan span)
    {
        foreach (var (suffix, unit) in Units.Reverse())
        {
            if (span.Ticks % unit.Ticks == 0 && span.Ticks != 0)
                return $"{span.Ticks / unit.Ticks}{suffix}";
        }

        return "0s";
    }
}
