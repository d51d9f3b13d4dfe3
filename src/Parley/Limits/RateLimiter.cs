using System.Collections.Concurrent;
using Parley.Primitives;

namespace Parley.Limits;

/// <summary>
/// Takes permits from token buckets, one for each limit and key, in this process. A bucket is one number, the time at which it is full
/// again (the generic cell rate algorithm), so taking is one compare-and-swap and allocates nothing once the bucket is there.
/// Owner of the buckets: this object; order: atomic exchange on each.
/// </summary>
public sealed class RateLimiter(RateLimits limits, TimeProvider clock)
{
    private const int SweepAtLeastEvery = 4_096;

    private readonly ConcurrentDictionary<(int Limit, long Key), Bucket> _byNumber = new();
    private readonly ConcurrentDictionary<(int Limit, string Key), Bucket> _byText = new();
    private readonly Lock _sweeping = new();
    private int _made;
    private int _sweepAt = SweepAtLeastEvery;

    /// <summary>How many buckets are held, for metrics and tests.</summary>
    public int Count => _byNumber.Count + _byText.Count;

    /// <summary>Takes permits for a number, a user's id as a rule.</summary>
    /// <returns>Null, or <see cref="ChatError.RateLimited"/> with the time after which the same call may succeed.</returns>
    public Refusal? Take(RateLimit limit, long key, int permits = 1)
    {
        if (!limits.Enabled)
            return null;
        while (true)
        {
            if (!_byNumber.TryGetValue((limit.Index, key), out var bucket))
            {
                SweepWhenDue();
                bucket = _byNumber.GetOrAdd((limit.Index, key), new Bucket());
            }

            if (bucket.TryTake(limit, permits, clock, out var refusal))
                return refusal;
        }
    }

    /// <summary>Takes permits for a text: an address, a name.</summary>
    /// <returns>As above.</returns>
    public Refusal? Take(RateLimit limit, string key, int permits = 1)
    {
        if (!limits.Enabled)
            return null;
        while (true)
        {
            if (!_byText.TryGetValue((limit.Index, key), out var bucket))
            {
                SweepWhenDue();
                bucket = _byText.GetOrAdd((limit.Index, key), new Bucket());
            }

            if (bucket.TryTake(limit, permits, clock, out var refusal))
                return refusal;
        }
    }

    /// <summary>Full buckets say nothing: once as many were made as were left by the last sweep, they go.</summary>
    private void SweepWhenDue()
    {
        if (Interlocked.Increment(ref _made) < Volatile.Read(ref _sweepAt) || !_sweeping.TryEnter())
            return;
        try
        {
            var now = clock.GetTimestamp();
            Sweep(_byNumber, now);
            Sweep(_byText, now);
            Volatile.Write(ref _made, 0);
            Volatile.Write(ref _sweepAt, Math.Max(SweepAtLeastEvery, Count));
        }
        finally
        {
            _sweeping.Exit();
        }
    }

    private static void Sweep<TKey>(ConcurrentDictionary<TKey, Bucket> buckets, long now)
        where TKey : notnull
    {
        foreach (var pair in buckets)
        {
            if (pair.Value.TryRetire(now))
                buckets.TryRemove(pair);
        }
    }

    private sealed class Bucket
    {
        private const long Retired = long.MaxValue;

        private long _fullAt = long.MinValue; // In the clock's ticks; Retired once it was swept.

        /// <summary>False: the bucket was swept meanwhile, take another.</summary>
        public bool TryTake(RateLimit limit, int permits, TimeProvider clock, out Refusal? refusal)
        {
            var window = limit.Window.TotalSeconds * clock.TimestampFrequency;
            var cost = (long)(window / limit.Permits * permits);
            var depth = (long)(window / limit.Permits * limit.Burst);
            refusal = null;
            while (true)
            {
                var fullAt = Volatile.Read(ref _fullAt);
                if (fullAt == Retired)
                    return false;
                var now = clock.GetTimestamp();
                var next = Math.Max(fullAt, now) + cost;
                if (next - now > depth)
                {
                    var wait = TimeSpan.FromSeconds((double)(next - now - depth) / clock.TimestampFrequency);
                    refusal = new Refusal(ChatError.RateLimited, Limit: limit.Permits, RetryAfter: wait);
                    return true;
                }

                if (Interlocked.CompareExchange(ref _fullAt, next, fullAt) == fullAt)
                    return true;
            }
        }

        public bool TryRetire(long now)
        {
            var fullAt = Volatile.Read(ref _fullAt);
            return fullAt <= now && Interlocked.CompareExchange(ref _fullAt, Retired, fullAt) == fullAt;
        }
    }
}
