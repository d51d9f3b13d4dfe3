using System.Net.Sockets;
using System.Text;

namespace Parley.SocketIO.Tests.Engine;

/// <summary>A client that speaks bytes.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly System.Net.Sockets.Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private RawClient()
    {
    }

    public static async Task<RawClient> ConnectAsync(Uri address)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(address.Host, address.Port);
        return client;
    }

    /// <summary>The head of a request for a WebSocket.</summary>
    public static string Handshake(string query) =>
        $"GET /engine.io/?{query} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    /// <summary>Opens a WebSocket; nothing is read behind the answer's head.</summary>
    public static async Task<RawClient> OpenAsync(Uri address, string query)
    {
        var client = await ConnectAsync(address);
        await client.SendAsync(Handshake(query));
        var head = "";
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head += await client.ReceiveAsync(1);
        Assert.StartsWith("HTTP/1.1 101", head, StringComparison.Ordinal);
        return client;
    }

    public void Dispose() => _socket.Dispose();

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await _socket.SendAsync(bytes)..];
    }

    /// <summary>What comes next, as Latin-1; empty at the end, however the connection ended.</summary>
    public async Task<string> ReceiveAsync(int most = 4096)
    {
        var buffer = new byte[most];
        try
        {
            return Encoding.Latin1.GetString(buffer, 0, await _socket.ReceiveAsync(buffer));
        }
        catch (SocketException)
        {
            return "";
        }
    }

    /// <summary>All until the end.</summary>
    public async Task<string> ReceiveToEndAsync()
    {
        var all = new StringBuilder();
        while (await ReceiveAsync() is { Length: > 0 } more)
            all.Append(more);
        return all.ToString();
    }
}
