namespace Parley.Statistics;

/// <summary>How finely statistics are asked for.</summary>
public enum StatisticGrain : byte
{
    /// <summary>An entry for each hour, UTC.</summary>
    Hour,

    /// <summary>An entry for each day, UTC.</summary>
    Day,
}
