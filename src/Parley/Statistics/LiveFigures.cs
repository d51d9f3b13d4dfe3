namespace Parley.Statistics;

/// <summary>What goes on now, at all nodes together.</summary>
/// <param name="Nodes">How many said so of late.</param>
/// <param name="Counts">Who is connected.</param>
/// <param name="MessagesPerSecond">Messages stored in a second, of late.</param>
/// <param name="SendQueue">Writes of messages that wait or are not yet delivered.</param>
/// <param name="Backlog">What waits.</param>
public sealed record LiveFigures(int Nodes, LiveCounts Counts, double MessagesPerSecond, int SendQueue, LiveBacklog Backlog);
