namespace Parley.SocketIOLoad;

/// <summary>
/// So many messages a second, one connected client after the other, to the other of its pair. What a message takes is counted from when it was
/// due until the other has it and its sender the ack, so that a stall shows in all that waited.
/// </summary>
internal sealed class Paced(Options options, Protocol protocol) : Scenario
{
    private readonly NumberedFrame[] _frames = [.. Enumerable.Range(0, options.Connections).Select(protocol.Send)];
    private readonly Queue<long>[] _due = [.. Enumerable.Range(0, options.Connections).Select(_ => new Queue<long>())];
    private readonly int[] _settled = new int[options.Connections];
    private readonly byte[] _scratch = new byte[1 << 16];
    private long _nextDue;
    private int _next;

    public override bool Ready => Tally.ConnectedCount == options.Connections;

    public override bool Settled => Array.TrueForAll(_due, due => due.Count == 0);

    public override int Sleep => Sending ? 1 : 20;

    public override void Acked(Client client, int message) => Settle(client);

    public override void Heard(Client client, int message)
    {
        Tally.Delivered();
        Settle(Clients[client.Index ^ 1]);
    }

    public override void Turn()
    {
        if (!Sending)
            return;
        var now = Clock.Now;
        if (_nextDue == 0)
            _nextDue = now;
        for (; _nextDue <= now; _nextDue += 1_000_000 / options.Rate)
        {
            var client = Clients[_next];
            _next = (_next + 1) % Clients.Count;
            _due[client.Index].Enqueue(_nextDue);
            client.Send(_frames[client.Index], 1, _scratch);
        }
    }

    private void Settle(Client sender)
    {
        ref var settled = ref _settled[sender.Index];
        for (; settled < Math.Min(sender.AckedCount, Clients[sender.Index ^ 1].HeardCount); settled++)
            Tally.Settled(_due[sender.Index].Dequeue());
    }
}
