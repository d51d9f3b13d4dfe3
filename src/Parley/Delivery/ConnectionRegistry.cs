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
    /// <returns>Those of the oldest carrier, removed, when the person has more than it may have; else none.</returns>
    public IReadOnlyList<Connection> Add(Connection connection)
    {
        var user = connection.Account.Id;
        while (true)
        {
            if (!_byUser.TryGetValue(user, out var before))
            {
                if (!_byUser.TryAdd(user, [connection]))
                    continue;
                Interlocked.Increment(ref _count);
                return [];
            }

            var replaced = Replaced(before, connection);
            Connection[] after = [.. before.Except(replaced), connection];
            if (!_byUser.TryUpdate(user, after, before))
                continue;
            Interlocked.Add(ref _count, after.Length - before.Length);
            return replaced;
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

    private Connection[] Replaced(Connection[] before, Connection added)
    {
        if (System.Array.Exists(before, other => other.Carrier.Equals(added.Carrier))
            || before.DistinctBy(other => other.Carrier).Count() < options.ConnectionsPerUser)
            return [];
        var oldest = before[0].Carrier;
        return System.Array.FindAll(before, other => other.Carrier.Equals(oldest));
    }

    internal Connection[] Array(UserId user) => _byUser.TryGetValue(user, out var connections) ? connections : [];
}
