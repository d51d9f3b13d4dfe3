namespace Parley.SocketIOLoad;

/// <summary>The first client has the server send to everybody, so many messages at a time; a message is settled when all have it.</summary>
internal sealed class Broadcast(Options options, Protocol protocol) : Scenario
{
    private readonly NumberedFrame _frame = protocol.Broadcast();
    private readonly int[] _missing = new int[options.InFlight];
    private readonly long[] _begun = new long[options.InFlight];
    private readonly byte[] _scratch = new byte[1 << 16];
    private int _settled;

    public override bool Ready => Tally.ConnectedCount == options.Connections;

    public override bool Settled => _settled == Clients[0].SentCount;

    public override void Heard(Client client, int message)
    {
        Tally.Delivered();
        if (--_missing[message % options.InFlight] > 0)
            return;
        Tally.Settled(_begun[message % options.InFlight]);
        _settled++;
    }

    public override void Fill(Client client)
    {
        var sender = Clients[0];
        var count = options.InFlight - (sender.SentCount - _settled);
        if (!Sending || count == 0)
            return;
        for (var message = sender.SentCount; message < sender.SentCount + count; message++)
        {
            _missing[message % options.InFlight] = options.Connections;
            _begun[message % options.InFlight] = Clock.Now;
        }

        sender.Send(_frame, count, _scratch);
    }
}
