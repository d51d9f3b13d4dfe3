using System.Text;

namespace Parley.SocketIOLoad;

/// <summary>
/// SignalR's JSON protocol without negotiation: records that end in 0x1e, of which a WebSocket message may hold several
/// (dotnet/aspnetcore, src/SignalR/docs/specs/HubProtocol.md).
/// </summary>
internal sealed class SignalRProtocol(int size) : Protocol(size)
{
    private const char End = '\x1e';
    private static readonly byte[] Handshake = NumberedFrame.Plain("{\"protocol\":\"json\",\"version\":1}" + End);
    private static readonly byte[] Ping = NumberedFrame.Plain("{\"type\":6}" + End);

    public override string Path => "/hub";

    /// <summary>As often as SignalR's own clients.</summary>
    public override (byte[] Frame, long Micros)? Heartbeat => (Ping, 15_000_000);

    public override void Opened(Client client) => client.Transmit(Handshake);

    public override int Take(Client client, ReadOnlySpan<byte> payload, bool whole)
    {
        var taken = 0;
        for (var end = payload.IndexOf((byte)End); end >= 0; end = payload[taken..].IndexOf((byte)End))
        {
            TakeRecord(client, payload.Slice(taken, end));
            taken += end + 1;
        }

        return taken;
    }

    public override byte[] Join(string room) =>
        NumberedFrame.Plain($"{{\"type\":1,\"invocationId\":\"0\",\"target\":\"Join\",\"arguments\":[\"{room}\"]}}{End}");

    public override NumberedFrame Relay(string room) =>
        new($"{{\"type\":1,\"invocationId\":\"{NumberedFrame.Place}\",\"target\":\"Relay\",\"arguments\":[{Message(room)}]}}{End}");

    public override NumberedFrame Broadcast() =>
        new($"{{\"type\":1,\"target\":\"Broadcast\",\"arguments\":[{Message("all")}]}}{End}");

    private void TakeRecord(Client client, ReadOnlySpan<byte> record)
    {
        if (record.StartsWith("{\"type\":1,\"target\":\"message\""u8))
            TakeMessage(client, record, afterTail: 1);
        else if (record.StartsWith("{\"type\":3,\"invocationId\":\""u8) && record.IndexOf("\"error\""u8) < 0)
            client.Acked(Number(record[26..]));
        else if (record.SequenceEqual("{}"u8))
            client.Greeted();
        else if (!record.SequenceEqual("{\"type\":6}"u8))
            client.Refuse("unexpected record: " + Encoding.UTF8.GetString(record));
    }
}
