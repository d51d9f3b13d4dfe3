using System.Text.Json;
using SocketIOClient.Transport;

namespace Parley.SocketIO.Tests;

/// <summary>The .NET client from NuGet, over both transports.</summary>
public sealed class DotNetClientTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(TransportProtocol.WebSocket)]
    [InlineData(TransportProtocol.Polling)]
    public Task Talks_both_ways_with_answers_and_bytes(TransportProtocol transport) =>
        Task.Run(() => TalkAsync(transport)); // the client goes back to the context it was called in, and a test's has few threads

    private static async Task TalkAsync(TransportProtocol transport)
    {
        await using var server = await TestServer.StartAsync(io => io.Of("/chat").OnConnection(socket =>
        {
            socket.On("echo", (string text, int number, Ack ack) => ack.Send(text, number));
            socket.On("bytes", (byte[] bytes, JsonElement about) => socket.Emit("bytes", about, bytes.Reverse().ToArray()));
            socket.On("ask me", async (Ack ack) => ack.Send(await socket.EmitWithAckAsync<string>("question", "why?")));
            socket.On("auth", (Ack ack) => ack.Send(socket.Handshake.Auth?.GetProperty("token").GetString()));
        }));
        using var client = new SocketIOClient.SocketIO(
            new Uri(server.Address, "/chat"),
            new SocketIOClient.SocketIOOptions
            {
                Transport = transport,
                AutoUpgrade = false,
                Auth = new Dictionary<string, string> { ["token"] = "t-1" },
            });
        var connected = new TaskCompletionSource(); // ConnectAsync may end before it is, when the machine is slow
        client.OnConnected += (_, _) => connected.TrySetResult();
        var bytes = new TaskCompletionSource<(byte[] Bytes, string About)>();
        client.On("bytes", response => bytes.TrySetResult((response.GetValue<byte[]>(1), response.GetValue<string>(0))));
        client.On("question", response => _ = response.CallbackAsync(response.GetValue<string>(0) + " because"));
        await client.ConnectAsync().WaitAsync(Patience);
        await connected.Task.WaitAsync(Patience);

        Assert.Equal(("日本 😀", 7), await AskAsync(client, "echo", answer => (answer.GetValue<string>(0), answer.GetValue<int>(1)), "日本 😀", 7));
        Assert.Equal("t-1", await AskAsync(client, "auth", answer => answer.GetValue<string>(0)));
        Assert.Equal("why? because", await AskAsync(client, "ask me", answer => answer.GetValue<string>(0)));
        await client.EmitAsync("bytes", new byte[] { 1, 2, 3 }, "three").WaitAsync(Patience);
        var (got, about) = await bytes.Task.WaitAsync(Patience);
        Assert.Equal(new byte[] { 3, 2, 1 }, got);
        Assert.Equal("three", about);
        await client.DisconnectAsync().WaitAsync(Patience);
    }

    private static async Task<T> AskAsync<T>(
        SocketIOClient.SocketIO client, string name, Func<SocketIOClient.SocketIOResponse, T> read, params object[] arguments)
    {
        var answered = new TaskCompletionSource<T>();
        await client.EmitAsync(name, response => answered.TrySetResult(read(response)), arguments).WaitAsync(Patience);
        return await answered.Task.WaitAsync(Patience);
    }
}
