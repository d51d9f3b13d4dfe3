using System.Collections.Concurrent;
using Parley.Primitives;

namespace Parley.Statistics;

/// <summary>
/// Who was there in this hour and is not yet written down. Thread-safe and quick: asked for every request. Owner of what waits: the one loop of
/// <see cref="StatisticsKeeper"/>, which takes it.
/// </summary>
public sealed class PeopleSeen(TimeProvider clock)
{
    // More are not kept while nothing can be written: they are noted again when they come again.
    private const int MostWaiting = 200_000;

    private readonly ConcurrentQueue<(UserId User, long At)> _waiting = new();
    private volatile Hour _hour = new(0);

    /// <summary>Notes that somebody is there now.</summary>
    public void Note(UserId user)
    {
        var now = clock.NowMs();
        var hour = _hour;
        if (hour.Number != StatisticSpan.HourOf(now))
            _hour = hour = new Hour(StatisticSpan.HourOf(now)); // two at once: one of them notes somebody twice, which does no harm
        if (_waiting.Count < MostWaiting && hour.Noted.TryAdd(user, 0))
            _waiting.Enqueue((user, now));
    }

    /// <summary>Takes some of one hour.</summary>
    internal List<(UserId User, long At)> Take(int most)
    {
        var taken = new List<(UserId User, long At)>();
        while (taken.Count < most && _waiting.TryPeek(out var next)
            && (taken.Count == 0 || StatisticSpan.HourOf(taken[0].At) == StatisticSpan.HourOf(next.At)) && _waiting.TryDequeue(out next))
            taken.Add(next);
        return taken;
    }

    /// <summary>Puts back what could not be written.</summary>
    internal void GiveBack(List<(UserId User, long At)> taken)
    {
        foreach (var one in taken)
            _waiting.Enqueue(one);
    }

    private sealed class Hour(long number)
    {
        public long Number => number;

        public ConcurrentDictionary<UserId, byte> Noted { get; } = new();
    }
}
