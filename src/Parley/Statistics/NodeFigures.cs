namespace Parley.Statistics;

/// <summary>What goes on at one node.</summary>
public sealed record NodeFigures
{
    /// <summary>Everybody.</summary>
    public LiveCounts All { get; init; } = new();

    /// <summary>By the tenant's id, of those who have somebody here.</summary>
    public Dictionary<long, LiveCounts> Tenants { get; init; } = [];

    /// <summary>Messages stored on this node's word in a second, of late.</summary>
    public double MessagesPerSecond { get; init; }

    /// <summary>Writes of messages that wait or are not yet delivered.</summary>
    public int SendQueue { get; init; }
}
