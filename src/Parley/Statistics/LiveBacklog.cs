namespace Parley.Statistics;

/// <summary>What waits to be done, each counted up to <see cref="MostCounted"/>.</summary>
/// <param name="JobsWaiting">Jobs that wait.</param>
/// <param name="JobsRunning">Jobs under way.</param>
/// <param name="JobsDead">Jobs that were given up.</param>
/// <param name="OpenReports">Reports that have not come to their end.</param>
public sealed record LiveBacklog(int JobsWaiting, int JobsRunning, int JobsDead, int OpenReports)
{
    /// <summary>More are not counted: a backlog of a million must not be read whole to say so.</summary>
    public const int MostCounted = 10_000;
}
