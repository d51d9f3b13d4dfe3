using System.Collections.Frozen;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>The backplane of a single node: nobody to tell.</summary>
public sealed class LocalBackplane : IBackplane
{
    /// <inheritdoc/>
    public bool HasPeers => false;

    /// <inheritdoc/>
    public void Publish(OutboundEvent outbound, IReadOnlyCollection<UserId> recipients)
    {
    }

    /// <inheritdoc/>
    public void Attach(Action<OutboundEvent, IReadOnlyCollection<UserId>> receive, Action reconnected)
    {
    }

    /// <inheritdoc/>
    public void Arrived(UserId user)
    {
    }

    /// <inheritdoc/>
    public void Departed(UserId user)
    {
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<UserId>> ConnectedElsewhereAsync(IReadOnlyList<UserId> users, CancellationToken cancel) => new(FrozenSet<UserId>.Empty);
}
