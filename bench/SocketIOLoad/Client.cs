using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.SocketIOLoad;

/// <summary>One connection: its bytes, and the counters that the scenario keeps of it.</summary>
internal sealed class Client : IDisposable
{
    private static readonly byte[] Mask = [1, 2, 3, 4];
    private readonly Protocol _protocol;
    private readonly Scenario _scenario;
    private readonly Socket _socket;
    private readonly Epoll _epoll;
    private readonly int _fd;
    private byte[] _unsent = [];
    private byte[] _unparsed = [];
    private byte[] _unsettled = [];
    private bool _open;

    public Client(int index, Protocol protocol, Scenario scenario, Epoll epoll, IPEndPoint server)
    {
        Index = index;
        _protocol = protocol;
        _scenario = scenario;
        _epoll = epoll;
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(server);
        _fd = (int)_socket.SafeHandle.DangerousGetHandle();
        epoll.Register(_fd, index);
        Transmit(Encoding.ASCII.GetBytes(
            $"GET {protocol.Path} HTTP/1.1\r\nHost: {server}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: cGFybGV5IGxvYWQgdGVzdA==\r\nSec-WebSocket-Version: 13\r\n\r\n"));
    }

    public int Index { get; }

    public long Begun { get; } = Clock.Now;

    public bool Gone { get; private set; }

    /// <summary>Messages that this client has sent, whose acks it has, and that have come to it.</summary>
    public int SentCount { get; private set; }

    public int AckedCount { get; private set; }

    public int HeardCount { get; private set; }

    /// <summary>Reads what has come.</summary>
    public void Receive(byte[] scratch)
    {
        _unparsed.CopyTo(scratch, 0);
        var have = _unparsed.Length;
        var n = Epoll.Receive(_fd, scratch.AsSpan(have));
        if (n == 0)
            Lose("connection lost");
        if (n <= 0)
            return;
        var rest = Parse(scratch.AsSpan(0, have + n));
        _unparsed = rest.IsEmpty ? [] : rest.ToArray();
    }

    /// <summary>Sends <paramref name="count"/> numbered messages with one call.</summary>
    public void Send(NumberedFrame frame, int count, byte[] scratch)
    {
        for (var i = 0; i < count; i++)
            frame.WriteTo(scratch.AsSpan(i * frame.Length), NumberedFrame.First + SentCount++);
        Transmit(scratch.AsSpan(0, count * frame.Length));
    }

    public void Transmit(ReadOnlySpan<byte> bytes)
    {
        if (Gone)
            return;
        if (_unsent.Length > 0)
        {
            _unsent = [.. _unsent, .. bytes];
            return;
        }

        var taken = Epoll.Send(_fd, bytes);
        if (taken < 0 || taken == bytes.Length)
            return; // a socket that is gone says so when it is read
        _unsent = bytes[taken..].ToArray();
        _epoll.WatchWritable(_fd, Index, watch: true);
    }

    /// <summary>Sends what the socket had no room for.</summary>
    public void Continue()
    {
        var unsent = _unsent;
        _unsent = [];
        _epoll.WatchWritable(_fd, Index, watch: false);
        Transmit(unsent);
    }

    public void Greeted() => _scenario.Greeted(this);

    /// <summary>Acks come in the order of the messages, each once; 0 is the ack of joining.</summary>
    public void Acked(int number)
    {
        if (number == 0)
            _scenario.Joined(this);
        else if (number == NumberedFrame.First + AckedCount)
            _scenario.Acked(this, AckedCount++);
        else
            Refuse($"ack {number} instead of {NumberedFrame.First + AckedCount}");
    }

    /// <summary>Messages come in the order of their only sender, each once.</summary>
    public void Heard(int number)
    {
        if (number == NumberedFrame.First + HeardCount)
            _scenario.Heard(this, HeardCount++);
        else
            Refuse($"message {number} instead of {NumberedFrame.First + HeardCount}");
    }

    public void Refuse(string why) => _scenario.Tally.Wrong($"client {Index}: {why}");

    public void Dispose() => _socket.Dispose();

    private ReadOnlySpan<byte> Parse(ReadOnlySpan<byte> bytes)
    {
        if (!_open)
        {
            var end = bytes.IndexOf("\r\n\r\n"u8);
            if (end < 0)
                return bytes;
            if (!bytes.StartsWith("HTTP/1.1 101"u8))
            {
                Lose(Encoding.UTF8.GetString(bytes[..bytes.IndexOf("\r\n"u8)]));
                return default;
            }

            bytes = bytes[(end + 4)..];
            _open = true;
            _protocol.Opened(this);
        }

        while (Frames.TryRead(bytes, out var opcode, out var payload, out var consumed))
        {
            if (opcode == 0x8)
                Lose("closed by the server");
            else if (opcode == 0x9)
                Transmit(Frames.Masked(0xA, payload, Mask));
            else if (opcode is 0x0 or 0x1)
                Take(payload, whole: (bytes[0] & 0x80) != 0);
            bytes = bytes[consumed..];
        }

        return bytes;
    }

    private void Take(ReadOnlySpan<byte> payload, bool whole)
    {
        if (_unsettled.Length > 0)
            payload = (byte[])[.. _unsettled, .. payload];
        var settled = _protocol.Take(this, payload, whole);
        _unsettled = settled == payload.Length ? [] : payload[settled..].ToArray();
    }

    private void Lose(string why)
    {
        if (Gone)
            return;
        Gone = true;
        _scenario.Tally.Lost($"client {Index}: {why}");
    }
}
