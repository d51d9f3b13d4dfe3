using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Presence;

/// <summary>Who is connected to no node at all: this one knows its own, the backplane the others'.</summary>
public sealed class Whereabouts(ConnectionRegistry registry, IBackplane backplane)
{
    /// <summary>Those who are away. Where the other nodes can't be asked, who is not here counts as away.</summary>
    public async ValueTask<IReadOnlyList<UserId>> AwayAsync(IEnumerable<UserId> users, CancellationToken cancel)
    {
        UserId[] absent = [.. users.Where(user => !registry.IsConnected(user))];
        if (absent.Length == 0 || !backplane.HasPeers)
            return absent;
        var elsewhere = await backplane.ConnectedElsewhereAsync(absent, cancel);
        return elsewhere.Count == 0 ? absent : [.. absent.Where(user => !elsewhere.Contains(user))];
    }
}
