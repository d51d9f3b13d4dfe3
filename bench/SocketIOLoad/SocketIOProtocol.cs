using System.Text;

namespace Parley.SocketIOLoad;

/// <summary>Socket.IO v5 over Engine.IO v4, WebSocket from the start.</summary>
internal sealed class SocketIOProtocol(int size) : Protocol(size)
{
    private static readonly byte[] Connect = NumberedFrame.Plain("40");
    private static readonly byte[] Pong = NumberedFrame.Plain("3");

    public override string Path => "/socket.io/?EIO=4&transport=websocket";

    public override int Take(Client client, ReadOnlySpan<byte> payload, bool whole)
    {
        if (!whole)
            return 0;
        if (payload.StartsWith("42[\"message\""u8))
            TakeMessage(client, payload, afterTail: 0);
        else if (payload.StartsWith("43"u8))
            client.Acked(Number(payload[2..]));
        else if (payload.SequenceEqual("2"u8))
            client.Transmit(Pong);
        else if (payload.StartsWith("0{"u8))
            client.Transmit(Connect);
        else if (payload.StartsWith("40{"u8))
            client.Greeted();
        else
            client.Refuse("unexpected packet: " + Encoding.UTF8.GetString(payload));
        return payload.Length;
    }

    public override byte[] Join(string room) => NumberedFrame.Plain($"420[\"join\",\"{room}\"]");

    public override NumberedFrame Relay(string room) => new($"42{NumberedFrame.Place}[\"relay\",{Message(room)}]");

    public override NumberedFrame Broadcast() => new($"42[\"broadcast\",{Message("all")}]");
}
