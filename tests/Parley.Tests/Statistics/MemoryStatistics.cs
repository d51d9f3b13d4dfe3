using Parley.Primitives;
using Parley.Statistics;

namespace Parley.Tests.Statistics;

/// <summary>Keeps what it is told; fails when told to.</summary>
internal sealed class MemoryStatistics : IStatisticsStore, ILiveStore
{
    public List<(long Hour, UserId User)> Seen { get; } = [];

    public int Folds { get; set; }

    public Dictionary<string, NodeFigures> Nodes { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<StatisticSum> Sums { get; set; } = [];

    public int Failures { get; set; }

    public Task NoteSeenAsync(IReadOnlyCollection<UserId> users, long seenAt, CancellationToken cancel)
    {
        Fail();
        Seen.AddRange(users.Select(user => (StatisticSpan.HourOf(seenAt), user)));
        return Task.CompletedTask;
    }

    public Task<bool> FoldAsync(CancellationToken cancel)
    {
        Folds++;
        return Task.FromResult(false);
    }

    public Task<IReadOnlyList<StatisticSum>> ReadAsync(TenantId tenant, StatisticGrain grain, long from, long to, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<StatisticSum>>([.. Sums.Where(sum => sum.Span >= from && sum.Span < to)]);

    public Task<int> ForgetPeopleAsync(long beforeMs, CancellationToken cancel) => Task.FromResult(0);

    public Task WriteAsync(string owner, NodeFigures figures, CancellationToken cancel)
    {
        Fail();
        Nodes[owner] = figures;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string owner, CancellationToken cancel)
    {
        Nodes.Remove(owner);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<NodeFigures>> ReadAsync(TimeSpan life, CancellationToken cancel) => Task.FromResult<IReadOnlyList<NodeFigures>>([.. Nodes.Values]);

    public Task<LiveBacklog> CountBacklogAsync(TenantId tenant, CancellationToken cancel) => Task.FromResult(new LiveBacklog(1, 2, 3, 4));

    private void Fail()
    {
        if (Failures > 0)
        {
            Failures--;
            throw new IOException("The connection is gone.");
        }
    }
}
