using System.Text;

namespace Parley.SocketIOLoad;

/// <summary>
/// The Rooms surface on its namespace: signed in by a token, <c>send_message</c> to a person, answered once it is stored, heard as
/// <c>receive_message</c>. What else the server tells (who is online, how far one is) is passed over, as a page would that doesn't listen.
/// </summary>
internal sealed class RoomsProtocol : Protocol
{
    private const string Space = "/rooms,";

    private static readonly byte[] Pong = NumberedFrame.Plain("3");
    private readonly (string Id, string Token)[] _people;
    private readonly string _text;
    private readonly byte[] _textUtf8;
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];

    public RoomsProtocol(Options options)
        : base(options.Size)
    {
        _people = [.. File.ReadLines(options.Users).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1]))];
        if (_people.Length < options.Connections)
            throw new ArgumentException($"{options.Users} has {_people.Length} people for {options.Connections} connections");
        _text = Text(options.Size);
        _textUtf8 = Encoding.ASCII.GetBytes(_text);
    }

    public override string Path => "/socket.io/?EIO=4&transport=websocket";

    public override NumberedFrame Send(int index) => new(
        $"42{Space}{NumberedFrame.Place}[\"send_message\",{{\"receiver_id\":\"{_people[index ^ 1].Id}\",\"message_type\":\"text\","
        + $"\"content\":\"{NumberedFrame.Place} {_text}\",\"temp_id\":\"{_run}-{NumberedFrame.Place}\"}}]");

    public override int Take(Client client, ReadOnlySpan<byte> payload, bool whole)
    {
        if (!whole)
            return 0;
        if (payload.StartsWith("43/rooms,"u8))
            TakeAck(client, payload);
        else if (payload.StartsWith("42/rooms,"u8))
            TakeEvent(client, payload);
        else if (payload.SequenceEqual("2"u8))
            client.Transmit(Pong);
        else if (payload.StartsWith("0{"u8))
            client.Transmit(NumberedFrame.Plain($"40{Space}{{\"token\":\"{_people[client.Index].Token}\"}}"));
        else if (payload.StartsWith("40/rooms,{"u8))
            client.Greeted();
        else
            client.Refuse("unexpected packet: " + Encoding.UTF8.GetString(payload));
        return payload.Length;
    }

    private static void TakeAck(Client client, ReadOnlySpan<byte> payload)
    {
        if (payload.IndexOf("\"status\":\"sent\""u8) < 0)
            client.Refuse("refused: " + Encoding.UTF8.GetString(payload));
        else
            client.Acked(Number(payload["43/rooms,"u8.Length..]));
    }

    private void TakeEvent(Client client, ReadOnlySpan<byte> payload)
    {
        if (payload.IndexOf("[\"receive_message\","u8) is < 0 or > 32)
            return;
        var at = payload.IndexOf("\"content\":\""u8);
        var content = at < 0 ? default : payload[(at + "\"content\":\""u8.Length)..];
        if (content.Length < _text.Length + 10 || !content[9..].StartsWith(_textUtf8))
            client.Refuse("not the message that was sent: " + Encoding.UTF8.GetString(payload));
        else
            client.Heard(Number(content));
    }
}
