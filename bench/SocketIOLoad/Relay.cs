namespace Parley.SocketIOLoad;

/// <summary>
/// Clients in pairs write to each other, where they are relayed by rooms each in one of its own. A message is settled when its sender has the ack and the other
/// has received it; then the next one follows.
/// </summary>
/// <param name="options">How many, how fast.</param>
/// <param name="frame">What the client of a number sends to the other of its pair.</param>
/// <param name="join">How a client gets to its room; null where it needs none.</param>
internal sealed class Relay(Options options, Func<int, NumberedFrame> frame, Func<string, byte[]>? join) : Scenario
{
    private readonly NumberedFrame[] _frames = [.. Enumerable.Range(0, options.Connections).Select(frame)];
    private readonly int[] _settled = new int[options.Connections];
    private readonly long[] _begun = new long[options.Connections * options.InFlight];
    private readonly byte[] _scratch = new byte[1 << 16];

    public override bool Ready => (join is null ? Tally.ConnectedCount : Tally.JoinedCount) == options.Connections;

    public override bool Settled => Clients.TrueForAll(client => client.SentCount == _settled[client.Index]);

    public override void Greeted(Client client)
    {
        base.Greeted(client);
        if (join is not null)
            client.Transmit(join(Room(client.Index)));
    }

    public override void Acked(Client client, int message) => Settle(client);

    public override void Heard(Client client, int message)
    {
        Tally.Delivered();
        Settle(Peer(client));
    }

    public override void Fill(Client client)
    {
        if (!Sending)
            return;
        FillOne(client);
        FillOne(Peer(client));
    }

    public static string Room(int index) => $"room-{index}";

    private Client Peer(Client client) => Clients[client.Index ^ 1];

    private void Settle(Client sender)
    {
        ref var settled = ref _settled[sender.Index];
        while (settled < Math.Min(sender.AckedCount, Peer(sender).HeardCount))
            Tally.Settled(_begun[Slot(sender, settled++)]);
    }

    private void FillOne(Client client)
    {
        var count = options.InFlight - (client.SentCount - _settled[client.Index]);
        if (count == 0 || client.Gone)
            return;
        var now = Clock.Now;
        for (var i = 0; i < count; i++)
            _begun[Slot(client, client.SentCount + i)] = now;
        client.Send(_frames[client.Index], count, _scratch);
    }

    private int Slot(Client client, int message) => client.Index * options.InFlight + message % options.InFlight;
}
