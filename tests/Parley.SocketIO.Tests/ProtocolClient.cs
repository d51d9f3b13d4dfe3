using System.Net.WebSockets;
using System.Text;

namespace Parley.SocketIO.Tests;

/// <summary>A client that speaks packets: what the official ones hide is what these tests look at.</summary>
internal sealed class ProtocolClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 20];

    /// <summary>Opens a WebSocket session, and a namespace unless it is null.</summary>
    public static async Task<ProtocolClient> ConnectAsync(TestServer server, string? connect = "40", string protocol = "4")
    {
        var client = new ProtocolClient();
        using var patience = new CancellationTokenSource(Patience);
        var address = new UriBuilder(server.Address) { Scheme = "ws", Path = "/socket.io/", Query = $"EIO={protocol}&transport=websocket" };
        await client._socket.ConnectAsync(address.Uri, patience.Token);
        Assert.StartsWith("0{", await client.ReceiveAsync(), StringComparison.Ordinal);
        if (connect is not null)
        {
            await client.SendAsync(connect);
            Assert.StartsWith("40", await client.ReceiveAsync(), StringComparison.Ordinal);
        }

        return client;
    }

    public async Task SendAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
    }

    public async Task SendAsync(byte[] bytes)
    {
        using var patience = new CancellationTokenSource(Patience);
        await _socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, patience.Token);
    }

    /// <summary>The next text message; bytes as <c>b‹hex›</c>; the end as <c>closed ‹code›</c>.</summary>
    public async Task<string> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            length += received.Count;
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
                return $"closed {(int?)_socket.CloseStatus}";
            }

            if (received.EndOfMessage)
                return received.MessageType == WebSocketMessageType.Text ? Encoding.UTF8.GetString(_buffer, 0, length) : "b" + Convert.ToHexString(_buffer, 0, length);
        }
    }

    /// <summary>Goes without a word.</summary>
    public void Vanish() => _socket.Abort();

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
