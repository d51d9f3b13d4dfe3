using System.Buffers.Text;
using System.Text;

namespace Parley.SocketIOLoad;

/// <summary>What a client says and hears. One for all clients: what belongs to a connection is in <see cref="Client"/>.</summary>
internal abstract class Protocol(int size)
{
    private readonly byte[] _tail = Encoding.ASCII.GetBytes($"\"text\":\"{Text(size)}\"}}]");

    public static Protocol Create(Options options) => options.Protocol switch
    {
        "socketio" => new SocketIOProtocol(options.Size),
        "signalr" => new SignalRProtocol(options.Size),
        "rooms" => new RoomsProtocol(options),
        _ => throw new ArgumentException("--protocol is socketio, signalr or rooms"),
    };

    /// <summary>Where the WebSocket is, with its query.</summary>
    public abstract string Path { get; }

    /// <summary>What the client must send by itself, every so many microseconds; null where it only answers.</summary>
    public virtual (byte[] Frame, long Micros)? Heartbeat => null;

    /// <summary>The socket is open.</summary>
    public virtual void Opened(Client client)
    {
    }

    /// <summary>Takes what a data frame carries.</summary>
    /// <returns>How much of it is settled; the rest comes again with the next frame's.</returns>
    public abstract int Take(Client client, ReadOnlySpan<byte> payload, bool whole);

    /// <summary>Joins a room; is acked with <see cref="Client.Acked"/> and number 0.</summary>
    public virtual byte[] Join(string room) => throw new NotSupportedException();

    /// <summary>Relays a numbered message to a room; is acked with its number.</summary>
    public virtual NumberedFrame Relay(string room) => throw new NotSupportedException();

    /// <summary>Has the server send a numbered message to everybody.</summary>
    public virtual NumberedFrame Broadcast() => throw new NotSupportedException();

    /// <summary>Sends a numbered message to the other of the pair, to be stored; is acked with its number once it is.</summary>
    /// <param name="index">Of the client that sends.</param>
    public virtual NumberedFrame Send(int index) => throw new NotSupportedException();

    protected string Message(string room) => $"{{\"to\":\"{room}\",\"n\":{NumberedFrame.Place},\"text\":\"{Text(size)}\"}}";

    /// <summary>An event has come: finds its number, and holds its text and its end against what was sent.</summary>
    protected void TakeMessage(Client client, ReadOnlySpan<byte> json, int afterTail)
    {
        var at = json.IndexOf("\"n\":"u8);
        if (at < 0 || !json[..^afterTail].EndsWith(_tail))
            client.Refuse("not the message that was sent: " + Encoding.UTF8.GetString(json));
        else
            client.Heard(Number(json[(at + 4)..]));
    }

    protected static int Number(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out int number, out _) ? number : -1;

    protected static string Text(int size)
    {
        const string words = "All happy families are alike; every unhappy family is unhappy in its own way. ";
        return string.Concat(Enumerable.Repeat(words, size / words.Length + 1))[..size];
    }
}
