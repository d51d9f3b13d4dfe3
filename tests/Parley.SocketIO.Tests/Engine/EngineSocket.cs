using System.Net.WebSockets;
using System.Text;

namespace Parley.SocketIO.Tests.Engine;

/// <summary>A client's WebSocket.</summary>
internal sealed class EngineSocket(ClientWebSocket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30); // a test that waits for ever says nothing

    private readonly byte[] _buffer = new byte[1 << 20];

    public ClientWebSocket Inner => socket;

    public void Dispose() => socket.Dispose();

    public Task SendAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public Task SendAsync(byte[] bytes) => socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    /// <summary>The next message: text, or <c>0x</c> and hexadecimal; null when the server has closed it.</summary>
    public async Task<string?> ReceiveAsync()
    {
        var length = 0;
        while (true)
        {
            WebSocketReceiveResult result;
            try
            {
                result = await socket.ReceiveAsync(new ArraySegment<byte>(_buffer, length, _buffer.Length - length), CancellationToken.None)
                    .WaitAsync(Patience);
            }
            catch (WebSocketException)
            {
                return null;
            }

            length += result.Count;
            if (result.MessageType == WebSocketMessageType.Close)
                return null;
            if (!result.EndOfMessage)
                continue;
            return result.MessageType == WebSocketMessageType.Text
                ? Encoding.UTF8.GetString(_buffer, 0, length)
                : "0x" + Convert.ToHexString(_buffer.AsSpan(0, length));
        }
    }

    /// <summary>All messages until the server closes, and that it does.</summary>
    public async Task<List<string>> ReceiveToEndAsync()
    {
        List<string> all = [];
        while (await ReceiveAsync() is { } message)
            all.Add(message);
        return all;
    }
}
