using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// Carries events between nodes, each once whatever the dialects at the far end. May lose or delay some: whoever receives repairs
/// conversation events from the store, so nothing depends on it but speed.
/// </summary>
public interface IBackplane
{
    /// <summary>False for a single node: there is nobody to lose an event on the way to.</summary>
    bool HasPeers { get; }

    /// <summary>Tells the other nodes. Never waits for the network; what can't be sent is lost.</summary>
    /// <param name="recipients">Whom it is for.</param>
    void Publish(OutboundEvent outbound, IReadOnlyCollection<UserId> recipients);

    /// <summary>
    /// Names the one receiver of what other nodes publish, called in the order in which it comes, and of reconnects (after which anything may
    /// have been missed).
    /// </summary>
    void Attach(Action<OutboundEvent, IReadOnlyCollection<UserId>> receive, Action reconnected);

    /// <summary>This node has its first connection of a person.</summary>
    void Arrived(UserId user);

    /// <summary>This node has lost its last connection of a person.</summary>
    void Departed(UserId user);

    /// <summary>Which of these have a connection to another node. Empty when the others can't be asked: a hint, nothing more.</summary>
    ValueTask<IReadOnlySet<UserId>> ConnectedElsewhereAsync(IReadOnlyList<UserId> users, CancellationToken cancel);
}
