namespace Parley.Statistics;

/// <summary>Hours and days as they are counted: whole ones of UTC since 1970.</summary>
public static class StatisticSpan
{
    /// <summary>How long people are remembered for what they were counted in; what is found later counts nobody as active.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(7);

    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;

    /// <summary>The hour of a time in Unix ms.</summary>
    public static long HourOf(long ms) => ms / HourMs;

    /// <summary>The day of an hour.</summary>
    public static long DayOf(long hour) => hour / 24;

    /// <summary>How long one is, in ms.</summary>
    public static long Length(StatisticGrain grain) => grain == StatisticGrain.Hour ? HourMs : DayMs;
}
