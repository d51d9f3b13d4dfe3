using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Load;

/// <summary>One signed-in socket. Owned by one <see cref="LoadLoop"/>, on whose thread alone everything here runs.</summary>
internal sealed class LoadConnection : IDisposable
{
    private static readonly byte[] Mask = [1, 2, 3, 4];
    private static readonly byte[] Ping = Frames.Masked(0x1, "{\"type\":\"ping\"}"u8, Mask);
    private readonly Socket _socket;
    private readonly SendFrame _frame;
    private readonly byte[] _auth;
    private byte[] _unsent = [];
    private byte[] _unparsed = [];
    private int _counter;

    public LoadConnection(LoadOptions options, IPEndPoint server, string token, SendFrame frame)
    {
        _frame = frame;
        _auth = Frames.Masked(0x1, Encoding.UTF8.GetBytes($"{{\"type\":\"auth\",\"token\":\"{token}\"}}"), Mask);
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(server);
        Fd = (int)_socket.SafeHandle.DangerousGetHandle();
        Transmit(Encoding.ASCII.GetBytes(
            $"GET /ws/chat HTTP/1.1\r\nHost: {options.Url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: cGFybGV5IGxvYWQgdGVzdA==\r\nSec-WebSocket-Version: 13\r\n\r\n"));
    }

    public enum Stage
    {
        Upgrading,
        SigningIn,
        Ready,
        Gone,
    }

    public int Fd { get; }

    public Stage At { get; private set; } = Stage.Upgrading;

    public long Begun { get; } = Clock.Now;

    /// <summary>Sends that were answered in the bytes last received, so that as many may follow.</summary>
    public int Answered { get; private set; }

    public bool HasUnsent => _unsent.Length > 0;

    /// <summary>Reads what has come.</summary>
    public void Receive(byte[] scratch, Tally tally)
    {
        Answered = 0;
        _unparsed.CopyTo(scratch, 0);
        var have = _unparsed.Length;
        var n = Epoll.Receive(Fd, scratch.AsSpan(have));
        if (n == 0)
            Lose(tally, "connection lost");
        if (n <= 0)
            return;
        var rest = Parse(scratch.AsSpan(0, have + n), tally);
        _unparsed = rest.IsEmpty ? [] : rest.ToArray();
    }

    /// <summary>Sends <paramref name="count"/> messages with one call.</summary>
    public void Send(int count, long tick, byte[] scratch)
    {
        for (var i = 0; i < count; i++)
            _frame.WriteTo(scratch.AsSpan(i * _frame.Length), _counter++, tick);
        Transmit(scratch.AsSpan(0, count * _frame.Length));
    }

    public void Heartbeat() => Transmit(Ping);

    /// <summary>Sends what the socket had no room for.</summary>
    public void Continue()
    {
        var unsent = _unsent;
        _unsent = [];
        Transmit(unsent);
    }

    public void Dispose() => _socket.Dispose();

    private void Transmit(ReadOnlySpan<byte> bytes)
    {
        if (HasUnsent)
        {
            _unsent = [.. _unsent, .. bytes];
            return;
        }

        var taken = Epoll.Send(Fd, bytes);
        if (taken >= 0 && taken < bytes.Length)
            _unsent = bytes[taken..].ToArray();
    }

    private ReadOnlySpan<byte> Parse(ReadOnlySpan<byte> bytes, Tally tally)
    {
        if (At == Stage.Upgrading)
        {
            var end = bytes.IndexOf("\r\n\r\n"u8);
            if (end < 0)
                return bytes;
            if (!bytes.StartsWith("HTTP/1.1 101"u8))
            {
                Lose(tally, Encoding.UTF8.GetString(bytes[..bytes.IndexOf("\r\n"u8)]));
                return default;
            }

            bytes = bytes[(end + 4)..];
            At = Stage.SigningIn;
            Transmit(_auth);
        }

        while (Frames.TryRead(bytes, out var opcode, out var payload, out var consumed))
        {
            if (opcode == 0x8)
                Lose(tally, "closed by the server: " + Encoding.UTF8.GetString(payload.Length > 2 ? payload[2..] : payload));
            else if (opcode == 0x9)
                Transmit(Frames.Masked(0xA, payload, Mask));
            else if (opcode == 0x1)
                Take(payload, tally);
            bytes = bytes[consumed..];
        }

        return bytes;
    }

    private void Take(ReadOnlySpan<byte> json, Tally tally)
    {
        if (json.IndexOf("\"message_sent\""u8) >= 0)
        {
            Answered++;
            var at = json.IndexOf("\"temp_id\":\""u8) + 11 + 8 + 8; // after it: run, counter, tick
            if (SendFrame.TryReadTick(json[at..], out var tick))
                tally.Acked(tick);
        }
        else if (json.IndexOf("\"new_message\""u8) >= 0)
        {
            var at = json.IndexOf("\"content\":\""u8) + 11;
            if (SendFrame.TryReadTick(json[at..], out var tick))
                tally.Delivered(tick);
        }
        else if (json.IndexOf("\"type\":\"error\""u8) >= 0)
        {
            Answered += json.IndexOf("\"temp_id\""u8) >= 0 ? 1 : 0;
            tally.Refused(Encoding.UTF8.GetString(json));
        }
        else if (At == Stage.SigningIn && json.IndexOf("\"success\""u8) >= 0)
        {
            At = Stage.Ready;
            tally.Connected(Begun);
        }
    }

    private void Lose(Tally tally, string why)
    {
        if (At == Stage.Gone)
            return;
        At = Stage.Gone;
        tally.Lost(why);
    }
}
