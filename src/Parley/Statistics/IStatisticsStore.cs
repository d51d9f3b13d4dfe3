using Parley.Primitives;

namespace Parley.Statistics;

/// <summary>
/// Sums of what was done, by tenant and hour and by tenant and day. What happens leaves a row of its own in its transaction (messages: where the
/// search index follows them), and those rows are added to the sums soon after: nothing waits for a counter, and nothing is read to count it.
/// </summary>
public interface IStatisticsStore
{
    /// <summary>Notes that people were there. Who is noted for the hour already is not counted again.</summary>
    /// <param name="users">At most a few thousand; who does not exist is left out.</param>
    /// <param name="seenAt">Unix ms.</param>
    Task NoteSeenAsync(IReadOnlyCollection<UserId> users, long seenAt, CancellationToken cancel);

    /// <summary>Adds what waits to the sums, a few thousand rows at once, each exactly once; nothing while another node does it.</summary>
    /// <returns>Whether more may wait.</returns>
    Task<bool> FoldAsync(CancellationToken cancel);

    /// <summary>The sums other than nothing, in order of their span.</summary>
    /// <param name="tenant">Whose; none: all tenants together.</param>
    /// <param name="grain">Hours or days.</param>
    /// <param name="from">The first hour or day.</param>
    /// <param name="to">The one after the last.</param>
    Task<IReadOnlyList<StatisticSum>> ReadAsync(TenantId tenant, StatisticGrain grain, long from, long to, CancellationToken cancel);

    /// <summary>Forgets who was counted in hours and days that lie wholly before a time; returns how many rows went (a few thousand at most).</summary>
    Task<int> ForgetPeopleAsync(long beforeMs, CancellationToken cancel);
}
