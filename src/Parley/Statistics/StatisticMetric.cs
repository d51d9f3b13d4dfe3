namespace Parley.Statistics;

/// <summary>What is counted for each hour and day of each tenant. Stored by number: never renumber.</summary>
public enum StatisticMetric : byte
{
    /// <summary>Messages that people sent, recalled ones among them; not what the server writes into conversations.</summary>
    Messages = 1,

    /// <summary>Accounts made.</summary>
    NewUsers = 2,

    /// <summary>People who were connected, asked for something or wrote in the hour.</summary>
    ActiveInHour = 3,

    /// <summary>The same in the day, which is not the sum of its hours.</summary>
    ActiveInDay = 4,

    /// <summary>Orders made.</summary>
    OrdersCreated = 5,

    /// <summary>Orders that their provider took on, whenever they were made.</summary>
    OrdersConfirmed = 6,

    /// <summary>Orders done, whenever they were made.</summary>
    OrdersCompleted = 7,

    /// <summary>Orders called off, whenever they were made.</summary>
    OrdersCancelled = 8,

    /// <summary>Reviews written.</summary>
    Reviews = 9,

    /// <summary>The sum of their stars.</summary>
    Stars = 10,

    /// <summary>Of the orders made in the hour, those that were taken on since.</summary>
    MadeAndConfirmed = 11,

    /// <summary>Of the orders made in the hour, those that were done since.</summary>
    MadeAndCompleted = 12,
}
