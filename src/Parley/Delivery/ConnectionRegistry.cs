using System.Collections.Concurrent;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// Who is connected to this node. Shared by all threads; each person's connections are an immutable array, oldest first, swapped by
/// compare-and-set, so readers take no lock.
/// </summary>
/// <param name="options">How many connections a person may have.</param>
public sealed class ConnectionRegistry(DeliveryOptions options)
{
    private readonly ConcurrentDictionary<UserId, Connection[]> _byUser = new();
    private int _count;

    /// <summary>How many connections there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How many people are connected.</summary>
    public int UserCount => _byUser.Count;

    /// <summary>A person's connections, oldest first; empty when there are none.</summary>
    public IReadOnlyList<Connection> Of(UserId user) => Array(user);

    /// <summary>True when the person has a connection here.</summary>
    public bool IsConnected(UserId user) => _byUser.ContainsKey(user);

    /// <summary>Everybody who is connected, as of some moment during the call.</summary>
    public IReadOnlyCollection<UserId> Users => (IReadOnlyCollection<UserId>)_byUser.Keys;

    /// <summary>All connections, as of some moment during the call.</summary>
    public IEnumerable<Connection> All => _byUser.Values.SelectMany(connections => connections);

    /// <summary>Adds a connection.</summary>
    /// <returns>The oldest, removed, when the person has more than it may have; else null.</returns>
    public Connection? Add(Connection connection)
    {
        var user = connection.Account.Id;
        while (true)
        {
            if (!_byUser.TryGetValue(user, out var before))
            {
                if (!_byUser.TryAdd(user, [connection]))
                    continue;
                Interlocked.Increment(ref _count);
                return null;
            }

            var isFull = before.Length >= options.ConnectionsPerUser;
            Connection[] after = isFull ? [.. before.AsSpan(1), connection] : [.. before, connection];
            if (!_byUser.TryUpdate(user, after, before))
                continue;
            if (isFull)
                return before[0];
            Interlocked.Increment(ref _count);
            return null;
        }
    }

    /// <summary>Removes a connection.</summary>
    /// <returns>False when it was not there (never added, removed, or replaced by a newer one).</returns>
    public bool Remove(Connection connection)
    {
        var user = connection.Account.Id;
        while (_byUser.TryGetValue(user, out var before))
        {
            var at = System.Array.IndexOf(before, connection);
            if (at < 0)
                return false;
            var removed = before.Length == 1
                ? _byUser.TryRemove(new(user, before))
                : _byUser.TryUpdate(user, [.. before.AsSpan(0, at), .. before.AsSpan(at + 1)], before);
            if (!removed)
                continue;
            Interlocked.Decrement(ref _count);
            return true;
        }

        return false;
    }

    internal Connection[] Array(UserId user) => _byUser.TryGetValue(user, out var connections) ? connections : [];
}
