using Parley.Configuration;

namespace Parley.Messages;

/// <summary>
/// How often a person may write to people who have not answered, over all of them together. Not one of <see cref="Limits.RateLimits"/>: the store
/// holds it, on every node the same and after every restart, and it counts a true window, not a bucket that refills within it.
/// </summary>
/// <param name="Messages">How many in any window, 1 to 100.</param>
/// <param name="Window">The window, 1 s to 1 day.</param>
public sealed record UnansweredLimit(int Messages, TimeSpan Window)
{
    /// <summary>The document's: three a minute.</summary>
    public static UnansweredLimit Default { get; } = new(3, TimeSpan.FromMinutes(1));

    /// <summary>As configured (<c>Limits:Unanswered:Permits</c>, <c>:Window</c>); null when limits are off (<c>Limits:Enabled</c>).</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static UnansweredLimit? Read(Settings settings)
    {
        var limit = new UnansweredLimit(
            settings.Integer("Limits:Unanswered:Permits", Default.Messages, 1, 100),
            settings.Span("Limits:Unanswered:Window", Default.Window, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), bareUnit: TimeSpan.FromMilliseconds(1)));
        return settings.Flag("Limits:Enabled", true) ? limit : null;
    }
}
