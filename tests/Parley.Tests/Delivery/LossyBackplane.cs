using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Tests.Delivery;

/// <summary>Joins nodes of one process and loses some of what they publish, by a seeded die.</summary>
internal sealed class LossyBackplane(int seed, double loss)
{
    private readonly Random _die = new(seed);
    private readonly List<End> _ends = [];

    public int Lost { get; private set; }

    public IBackplane Join()
    {
        var end = new End(this);
        _ends.Add(end);
        return end;
    }

    private void Carry(End from, OutboundEvent outbound, IReadOnlyCollection<UserId> recipients)
    {
        foreach (var end in _ends.Where(end => end != from))
        {
            if (_die.NextDouble() < loss)
                Lost++;
            else
                end.Receive?.Invoke(outbound, recipients);
        }
    }

    private sealed class End(LossyBackplane plane) : IBackplane
    {
        public Action<OutboundEvent, IReadOnlyCollection<UserId>>? Receive { get; private set; }

        public bool HasPeers => true;

        public void Publish(OutboundEvent outbound, IReadOnlyCollection<UserId> recipients)
        {
            lock (plane._die)
                plane.Carry(this, outbound, recipients);
        }

        public void Attach(Action<OutboundEvent, IReadOnlyCollection<UserId>> receive, Action reconnected) => Receive = receive;

        public void Arrived(UserId user)
        {
        }

        public void Departed(UserId user)
        {
        }

        public ValueTask<IReadOnlySet<UserId>> ConnectedElsewhereAsync(IReadOnlyList<UserId> users, CancellationToken cancel) =>
            new(new HashSet<UserId>());
    }
}
