using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Parley.Dialects.WebSockets;
using Parley.WebSockets;

namespace Parley.Dialects.Tests.WebSockets;

/// <summary>Our end against the framework's client, and against bytes that no client would send.</summary>
public sealed class WebSocketInteropTests : IAsyncLifetime
{
    private EchoServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await EchoServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(126)]
    [InlineData(70_000)]
    public async Task A_message_comes_back_as_it_was(int length)
    {
        using var client = await ConnectAsync();
        var text = new string('é', length / 2) + (length % 2 == 0 ? "" : "x");

        await SendAsync(client, text);

        Assert.Equal(text, await ReceiveTextAsync(client));
    }

    [Fact]
    public async Task Fragments_are_joined()
    {
        using var client = await ConnectAsync();
        await client.SendAsync("one "u8.ToArray(), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
        await client.SendAsync("two"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        Assert.Equal("one two", await ReceiveTextAsync(client));
    }

    [Fact]
    public async Task The_client_closes_and_is_answered_with_its_code()
    {
        using var client = await ConnectAsync();
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);

        Assert.Equal(WebSocketState.Closed, client.State);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
        await (await AcceptedAsync()).Ended.Task;
        Assert.Equal(0, _server.Sweep.Count);
    }

    [Fact]
    public async Task The_server_closes_after_what_is_queued()
    {
        using var client = await ConnectAsync();
        var socket = await AcceptedAsync();
        socket.Enqueue(Frames.Build(Opcode.Text, "last words"u8));
        socket.Close(ParleyCloseCode.Replaced, "replaced");

        Assert.Equal("last words", await ReceiveTextAsync(client));
        await ExpectCloseAsync(client, 4009, "replaced");
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await socket.Ended.Task;
    }

    [Fact]
    public async Task A_message_above_the_limit_is_closed_with_1009_and_the_client_can_read_it()
    {
        using var client = await ConnectAsync();
        var sending = client.SendAsync(new byte[10 * 1024 * 1024], WebSocketMessageType.Text, true, CancellationToken.None);
        await ExpectCloseAsync(client, 1009, "frame_too_big");
        await sending;
    }

    [Fact]
    public async Task Invalid_UTF_8_is_closed_with_1007()
    {
        using var client = await ConnectAsync();
        await client.SendAsync(new byte[] { 0xC3, 0x28 }, WebSocketMessageType.Text, true, CancellationToken.None);
        await ExpectCloseAsync(client, 1007, "invalid_utf8");
    }

    [Fact]
    public async Task A_binary_message_is_heard_as_such()
    {
        using var client = await ConnectAsync();
        await client.SendAsync(new byte[] { 1, 2 }, WebSocketMessageType.Binary, true, CancellationToken.None);
        Assert.Equal("binary", await ReceiveTextAsync(client));
    }

    [Fact]
    public async Task A_fault_of_ours_closes_with_1011()
    {
        using var client = await ConnectAsync();
        await SendAsync(client, "fail");
        await ExpectCloseAsync(client, 1011, "internal_error");
        Assert.IsType<NotSupportedException>(Assert.Single((await AcceptedAsync()).Faults));
    }

    [Fact]
    public async Task A_pong_proves_that_what_was_queued_before_the_ping_arrived()
    {
        using var client = await ConnectAsync();
        var socket = await AcceptedAsync();
        socket.Enqueue(Frames.Build(Opcode.Text, "before"u8));
        socket.Enqueue(Frames.Ping(7));
        socket.Enqueue(Frames.Build(Opcode.Text, "after"u8));
        socket.Flush();

        Assert.Equal("before", await ReceiveTextAsync(client));
        Assert.False(socket.Pongs.Reader.TryRead(out _));
        Assert.Equal("after", await ReceiveTextAsync(client)); // the client's stack meets the ping on its way here
        Assert.Equal(7, await socket.Pongs.Reader.ReadAsync());
    }

    [Fact]
    public async Task Who_does_not_read_is_closed_with_1013()
    {
        using var client = await ConnectAsync();
        var socket = await AcceptedAsync();
        var frame = Frames.Build(Opcode.Text, new byte[50_000]);
        for (var i = 0; i < 2000 && !socket.IsClosing; i++)
        {
            socket.Enqueue(frame);
            socket.Flush();
        }

        Assert.True(socket.IsClosing);
        var buffer = new byte[64 * 1024];
        WebSocketReceiveResult result;
        do
        {
            result = await client.ReceiveAsync(buffer, CancellationToken.None);
        }
        while (result.MessageType != WebSocketMessageType.Close);
        Assert.Equal(1013, (int)client.CloseStatus!);
        Assert.Equal("slow_consumer", client.CloseStatusDescription);
    }

    [Fact]
    public async Task An_unmasked_frame_is_closed_with_1002()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        var head = await ReadHeadAsync(stream);
        Assert.StartsWith("HTTP/1.1 101", head, StringComparison.Ordinal);
        Assert.Contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", head, StringComparison.Ordinal); // RFC 6455, 1.3

        await stream.WriteAsync(new byte[] { 0x81, 0x01, 0x41 });

        var close = new byte[2 + 2 + "protocol_error".Length];
        await stream.ReadExactlyAsync(close);
        Assert.Equal(new byte[] { 0x88, 0x10, 0x03, 0xEA }, close[..4]);
        Assert.Equal(0, await stream.ReadAsync(close)); // an orderly end, no reset
    }

    [Theory]
    [InlineData("Sec-WebSocket-Version", "8", HttpStatusCode.UpgradeRequired)]
    [InlineData("Sec-WebSocket-Key", "short", HttpStatusCode.BadRequest)]
    [InlineData("Upgrade", "h2c", HttpStatusCode.UpgradeRequired)]
    public async Task A_wrong_handshake_is_refused(string header, string value, HttpStatusCode expected)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(_server.Address) { Scheme = "http" }.Uri);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Connection"] = "Upgrade",
            ["Upgrade"] = "websocket",
            ["Sec-WebSocket-Version"] = "13",
            ["Sec-WebSocket-Key"] = "dGhlIHNhbXBsZSBub25jZQ==",
        };
        headers[header] = value;
        foreach (var (name, text) in headers)
            request.Headers.TryAddWithoutValidation(name, text);

        using var answer = await http.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_stopping_server_says_1012()
    {
        using var client = await ConnectAsync();
        _ = await AcceptedAsync();
        var stopping = _server.StopAsync();
        await ExpectCloseAsync(client, 1012, "restarting");
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await stopping;
    }

    private async Task<ClientWebSocket> ConnectAsync()
    {
        var client = new ClientWebSocket();
        await client.ConnectAsync(_server.Address, CancellationToken.None);
        return client;
    }

    private async Task<EchoSocket> AcceptedAsync() => await _server.Accepted.Reader.ReadAsync();

    private static Task SendAsync(ClientWebSocket client, string text) =>
        client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    private static async Task<string> ReceiveTextAsync(ClientWebSocket client)
    {
        var buffer = new byte[EchoServer.MaxMessage];
        var length = 0;
        while (true)
        {
            var result = await client.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            Assert.Equal(WebSocketMessageType.Text, result.MessageType);
            length += result.Count;
            if (result.EndOfMessage)
                return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }

    private static async Task ExpectCloseAsync(ClientWebSocket client, int code, string reason)
    {
        var result = await client.ReceiveAsync(new byte[100], CancellationToken.None);
        Assert.Equal(WebSocketMessageType.Close, result.MessageType);
        Assert.Equal(code, (int)result.CloseStatus!);
        Assert.Equal(reason, result.CloseStatusDescription);
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
