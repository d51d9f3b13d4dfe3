using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Parley.SocketIO.Tests;

public sealed class EncodedTests
{
    private static readonly JsonTypeInfo<string> Text = (JsonTypeInfo<string>)JsonSerializerOptions.Default.GetTypeInfo(typeof(string));

    [Fact]
    public async Task Encoded_once_an_event_reaches_sockets_over_both_transports()
    {
        var sockets = new BlockingCollection<Socket>();
        await using var server = await TestServer.StartAsync(io => io.Of("/chat").OnConnection(sockets.Add));
        await using var socket = await ProtocolClient.ConnectAsync(server, connect: null);
        await socket.SendAsync("40/chat,");
        Assert.StartsWith("40/chat,{", await socket.ReceiveAsync(), StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = server.Address };
        var greeting = await http.GetStringAsync("/socket.io/?EIO=4&transport=polling");
        var sid = JsonDocument.Parse(greeting[1..]).RootElement.GetProperty("sid").GetString();
        var path = $"/socket.io/?EIO=4&transport=polling&sid={sid}";
        using var connect = await http.PostAsync(path, new StringContent("40/chat,"));
        Assert.StartsWith("40/chat,{", await http.GetStringAsync(path), StringComparison.Ordinal);

        var chat = server.Io.Of("/chat");
        var large = new string('很', 30_000); // over 65,535 bytes
        ReadOnlyMemory<byte> joined = Encoding.UTF8.GetBytes("").Concat(chat.Encode("a", "1", Text).ToArray())
            .Concat(chat.Encode("b", new string('x', 300), Text, 2_000_000_000).ToArray()).Concat(chat.Encode("c", large, Text).ToArray())
            .Concat(chat.Encode("d").ToArray()).ToArray();
        foreach (var _ in new[] { 1, 2 })
        {
            var receiver = sockets.Take();
            receiver.Enqueue(joined);
            receiver.Flush();
        }

        string[] expected = ["42/chat,[\"a\",\"1\"]", $"42/chat,2000000000[\"b\",\"{new string('x', 300)}\"]", $"42/chat,[\"c\",\"{large}\"]", "42/chat,[\"d\"]"];
        foreach (var text in expected)
            Assert.Equal(text, await socket.ReceiveAsync());
        Assert.Equal(string.Join('\u001e', expected), await http.GetStringAsync(path));
    }

    [Fact]
    public async Task A_raw_handler_gets_every_event_and_answers_in_its_own_time()
    {
        var told = new BlockingCollection<long>();
        await using var server = await TestServer.StartAsync(io => io.OnConnection(socket =>
        {
            socket.Tag = "kept";
            socket.OnAnswer(told.Add);
            socket.On("a", (Ack ack) => ack.Send("not by name"));
            socket.OnRaw((in RawEvent raw) =>
            {
                raw.Ack.Enqueue($"{Encoding.UTF8.GetString(raw.Name)} {Encoding.UTF8.GetString(raw.Argument)} {socket.Tag}", Text);
                raw.Ack.Enqueue("a second answer", Text);
                socket.Flush();
                return Task.CompletedTask;
            });
        }));
        await using var client = await ProtocolClient.ConnectAsync(server);
        Assert.Equal("""431["a {} kept"]""", await AskAsync(client, """421["a",{},7]"""));
        Assert.Equal("""432["a\u0022b  kept"]""".Replace("\\u0022", "\\\"", StringComparison.Ordinal), await AskAsync(client, """422["a\u0022b"]"""));
        await client.SendAsync("43123456[]");
        Assert.Equal(123456, told.Take());
    }

    [Fact]
    public async Task A_handler_that_fails_is_reported_and_the_next_event_is_handled()
    {
        var faults = new BlockingCollection<Exception>();
        await using var server = await TestServer.StartAsync(io => io.OnConnection(socket =>
        {
            socket.OnError(faults.Add);
            socket.OnAnswer(_ => throw new InvalidOperationException("answer"));
            socket.OnRaw((in RawEvent raw) => raw.Argument.IsEmpty ? throw new InvalidOperationException("raw") : Answer(raw.Ack));
        }));
        await using var client = await ProtocolClient.ConnectAsync(server);
        await client.SendAsync("""42["a"]""");
        Assert.Equal("raw", faults.Take().Message);
        await client.SendAsync("431[]");
        Assert.Equal("answer", faults.Take().Message);
        Assert.Equal("431[]", await AskAsync(client, """421["a",1]"""));

        static Task Answer(Ack ack)
        {
            ack.Send();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Dropping_ends_the_connection_without_a_packet_of_the_namespace()
    {
        var sockets = new BlockingCollection<Socket>();
        await using var server = await TestServer.StartAsync(io => io.OnConnection(sockets.Add));
        await using var client = await ProtocolClient.ConnectAsync(server);
        var socket = sockets.Take();
        socket.Enqueue(server.Io.Main.Encode("bye"));
        socket.Drop();
        Assert.Equal("""42["bye"]""", await client.ReceiveAsync());
        Assert.Equal("closed 1000", await client.ReceiveAsync());
    }

    private static async Task<string> AskAsync(ProtocolClient client, string packet)
    {
        await client.SendAsync(packet);
        return await client.ReceiveAsync();
    }
}
