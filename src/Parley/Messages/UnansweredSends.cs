using System.Globalization;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>When somebody last wrote to people who had not answered: what <see cref="UnansweredLimit"/> is decided on.</summary>
/// <param name="Times">Unix ms, ascending; no more than the limit counts.</param>
public sealed record UnansweredSends(IReadOnlyList<long> Times)
{
    /// <summary>Nobody yet.</summary>
    public static UnansweredSends None { get; } = new([]);

    /// <summary>Reads what <see cref="Format"/> wrote.</summary>
    public static UnansweredSends Parse(string text) => text.Length == 0
        ? None
        : new([.. text.Split(' ').Select(time => long.Parse(time, NumberStyles.None, CultureInfo.InvariantCulture))]);

    /// <summary>The form in which it is stored: the times, separated by blanks.</summary>
    public string Format() => string.Join(' ', Times.Select(time => time.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Why one more is too many now, or null.</summary>
    public Refusal? RefusalAt(long nowMs, UnansweredLimit limit)
    {
        var recent = Recent(nowMs, limit);
        return recent.Count < limit.Messages
            ? null
            : new Refusal(
                ChatError.HarassmentLimit,
                Limit: limit.Messages,
                RetryAfter: TimeSpan.FromMilliseconds(Math.Max(1, recent[^limit.Messages] + WindowMs(limit) - nowMs)));
    }

    /// <summary>With one more.</summary>
    public UnansweredSends With(long nowMs, UnansweredLimit limit) => new([.. Recent(nowMs, limit).Append(nowMs).Order().TakeLast(limit.Messages)]);

    // A time further ahead than a window was written by a clock that has been set back since, and would hold for ever.
    private List<long> Recent(long nowMs, UnansweredLimit limit) =>
        [.. Times.Where(time => time > nowMs - WindowMs(limit) && time < nowMs + WindowMs(limit))];

    private static long WindowMs(UnansweredLimit limit) => (long)limit.Window.TotalMilliseconds;
}
