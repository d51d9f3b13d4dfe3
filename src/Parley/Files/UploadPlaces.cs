using System.Collections.Concurrent;
using Parley.Primitives;

namespace Parley.Files;

/// <summary>
/// Counts each person's uploads under way: one holds an open file and may take half an hour. Shared by all requests; order: an atomic update of
/// the person's entry.
/// </summary>
internal sealed class UploadPlaces(int most)
{
    private readonly ConcurrentDictionary<UserId, int> _underWay = new();

    /// <summary>Counts one more, until the place is disposed; null when there are as many as there may be.</summary>
    public IDisposable? TryEnter(UserId user)
    {
        var count = _underWay.AddOrUpdate(user, 1, (_, before) => before + 1);
        if (count <= most)
            return new Place(this, user);
        Leave(user);
        return null;
    }

    private void Leave(UserId user)
    {
        if (_underWay.AddOrUpdate(user, 0, (_, before) => before - 1) == 0)
            _underWay.TryRemove(new KeyValuePair<UserId, int>(user, 0));
    }

    private sealed class Place(UploadPlaces owner, UserId user) : IDisposable
    {
        private UploadPlaces? _owner = owner;

        public void Dispose() => Interlocked.Exchange(ref _owner, null)?.Leave(user);
    }
}
