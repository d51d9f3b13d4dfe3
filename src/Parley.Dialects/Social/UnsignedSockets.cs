using System.Collections.Concurrent;
using System.Net;
using Parley.Limits;
using Parley.Primitives;

namespace Parley.Dialects.Social;

/// <summary>
/// Counts the sockets that are open and not signed in, in all and of an address: they cost nothing to open and each may stay for seconds.
/// Shared by all handshakes; order: atomic exchange on the total, an atomic update of an address's entry.
/// </summary>
internal sealed class UnsignedSockets(SocialOptions options, RateLimits limits)
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, int> _byAddress = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>How many there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts one more, until its place is disposed; or says why it may not be.</summary>
    public Outcome<Place> Enter(IPAddress? address)
    {
        if (!limits.Enabled)
            return new Place(null, null);
        var key = limits.IsExempt(address) ? null : RateLimits.KeyOf(address);
        var place = new Place(this, key);
        var total = Interlocked.Increment(ref _count);
        var own = key is null ? 0 : _byAddress.AddOrUpdate(key, 1, (_, count) => count + 1);
        if (own > options.UnsignedPerAddress)
        {
            place.Dispose();
            return new Refusal(ChatError.RateLimited, Limit: options.UnsignedPerAddress, RetryAfter: ComeBack);
        }

        if (total <= options.UnsignedTotal)
            return place;
        place.Dispose();
        return new Refusal(ChatError.Busy, RetryAfter: ComeBack);
    }

    private void Leave(string? key)
    {
        Interlocked.Decrement(ref _count);
        if (key is null)
            return;
        if (_byAddress.AddOrUpdate(key, 0, (_, count) => count - 1) == 0)
            _byAddress.TryRemove(new KeyValuePair<string, int>(key, 0));
    }

    /// <summary>One socket's place. Given back once, at its sign-in or its end.</summary>
    internal sealed class Place(UnsignedSockets? owner, string? key) : IDisposable
    {
        private UnsignedSockets? _owner = owner;

        /// <inheritdoc/>
        public void Dispose() => Interlocked.Exchange(ref _owner, null)?.Leave(key);
    }
}
