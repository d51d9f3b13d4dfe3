using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.SocketIO.Tests;

/// <summary>What goes wrong at the edges, in the application's code or by a client's will.</summary>
public sealed partial class EdgeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_guards_a_pattern_guards_a_namespace_that_the_application_named_first()
    {
        await using var server = await TestServer.StartAsync(io =>
        {
            io.Of(Orders()).Use(_ => ValueTask.FromResult<ConnectError?>(new ConnectError("no")));
            io.Of("/orders/5").Emit("nobody hears it");
        });
        await using var client = await ProtocolClient.ConnectAsync(server, connect: null);
        await client.SendAsync("40/orders/5,");
        Assert.Equal("44/orders/5,{\"message\":\"no\"}", await client.ReceiveAsync());
    }

    [Fact]
    public async Task An_answer_that_breaks_a_converter_is_the_callers_fault_alone()
    {
        var sockets = new List<Socket>();
        await using var server = await TestServer.StartAsync(io => io.OnConnection(sockets.Add), options => options.Json.Converters.Add(new Broken()));
        await using var client = await ProtocolClient.ConnectAsync(server);
        var answer = sockets[0].EmitWithAckAsync<Guid>("x");
        await client.ReceiveAsync();
        await client.SendAsync("430[\"x\"]");
        await Assert.ThrowsAsync<PayloadException>(() => answer.WaitAsync(Patience));
        var again = sockets[0].EmitWithAckAsync<string>("x");
        Assert.Equal("421[\"x\"]", await client.ReceiveAsync());
        await client.SendAsync("431[\"fine\"]");
        Assert.Equal("fine", await again.WaitAsync(Patience));
    }

    [Fact]
    public async Task Who_is_refused_leaves_no_services_behind()
    {
        var scoped = Channel.CreateUnbounded<Scoped>();
        await using var server = await TestServer.StartAsync(
            io => io.Use(socket =>
            {
                scoped.Writer.TryWrite(socket.Services.GetRequiredService<Scoped>());
                return ValueTask.FromResult<ConnectError?>(new ConnectError("no", new { bytes = new byte[] { 1, 2, 3 } }));
            }),
            services: services => services.AddScoped<Scoped>());
        await using var client = await ProtocolClient.ConnectAsync(server, connect: null);
        await client.SendAsync("40");
        Assert.Equal("""44{"message":"no","data":{"bytes":"AQID"}}""", await client.ReceiveAsync());
        await (await scoped.Reader.ReadAsync()).Ended.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Who_goes_while_it_is_asked_about_is_told()
    {
        var asked = new TaskCompletionSource<Socket>();
        await using var server = await TestServer.StartAsync(io => io.Use(async socket =>
        {
            asked.TrySetResult(socket);
            await Task.Delay(Timeout.Infinite, socket.Disconnected);
            return null;
        }));
        var client = await ProtocolClient.ConnectAsync(server, connect: null);
        await client.SendAsync("40");
        var socket = await asked.Task.WaitAsync(Patience);
        var gone = new TaskCompletionSource();
        await using var registration = socket.Disconnected.Register(gone.SetResult);
        client.Vanish();
        await gone.Task.WaitAsync(Patience);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Handlers_that_wait_for_their_own_client_hear_its_answers_however_many_they_are()
    {
        await using var server = await TestServer.StartAsync(
            io => io.OnConnection(socket => socket.On("go", async (Ack ack) => ack.Send(await socket.EmitWithAckAsync<int>("ask")))),
            options => options.MaxPendingEvents = 2);
        await using var client = await ProtocolClient.ConnectAsync(server);
        for (var id = 0; id < 3; id++)
            await client.SendAsync($"42{id}[\"go\"]");
        var answered = 0;
        while (answered < 3)
        {
            var packet = await client.ReceiveAsync();
            if (packet.StartsWith("42", StringComparison.Ordinal))
                await client.SendAsync("43" + packet[2..packet.IndexOf('[', StringComparison.Ordinal)] + "[7]");
            else
                answered++;
        }
    }

    [Fact]
    public async Task One_listeners_fault_is_not_the_nexts()
    {
        var faults = new List<Exception>();
        await using var server = await TestServer.StartAsync(io => io.OnConnection(socket =>
        {
            socket.OnError(faults.Add);
            socket.On("x", () => throw new InvalidOperationException("first"));
            socket.On("x", (Arguments all, Ack ack) => ack.Send(all.Count, all.Get<string>(1)));
        }));
        await using var client = await ProtocolClient.ConnectAsync(server);
        await client.SendAsync("420[\"x\",1,\"b\"]");
        Assert.Equal("430[2,\"b\"]", await client.ReceiveAsync());
        Assert.Equal("first", Assert.Single(faults).Message);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_written_leaves_the_way_open_and_null_is_a_value()
    {
        await using var server = await TestServer.StartAsync(io => io.OnConnection(socket =>
        {
            socket.On("x", (Ack ack) =>
            {
                Assert.ThrowsAny<Exception>(() => ack.Send(new Throwing()));
                ack.Send("error");
            });
            socket.On("null", (Ack ack) => ack.Send(null));
        }));
        await using var client = await ProtocolClient.ConnectAsync(server);
        await client.SendAsync("420[\"x\"]");
        Assert.Equal("430[\"error\"]", await client.ReceiveAsync());
        await client.SendAsync("421[\"null\"]");
        Assert.Equal("431[null]", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Outgoing_events_are_seen_whole_whatever_the_namespaces_name()
    {
        var seen = new TaskCompletionSource<(string, int)>();
        await using var server = await TestServer.StartAsync(io => io.Of("/q[1]").OnConnection(socket =>
        {
            socket.OnAnyOutgoing(outgoing => seen.TrySetResult((outgoing.Name, outgoing.Count)));
            socket.Emit("x", 1, 2);
        }));
        await using var client = await ProtocolClient.ConnectAsync(server, connect: null);
        await client.SendAsync("40/q[1],");
        Assert.Equal(("x", 2), await seen.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_no_namespaces()
    {
        await using var server = await TestServer.StartAsync(io => io.Of((_, _) => ValueTask.FromResult(true)));
        await using var client = await ProtocolClient.ConnectAsync(server, connect: null);
        await client.SendAsync("40/" + new string('1', 10_000) + ",");
        Assert.StartsWith("closed", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_on_their_way_to_a_namespace_that_the_server_left_are_passed_over()
    {
        var sockets = Channel.CreateUnbounded<Socket>();
        await using var server = await TestServer.StartAsync(io =>
        {
            io.OnConnection(socket => socket.On("still", (Ack ack) => ack.Send("here")));
            io.Of("/a").OnConnection(socket => sockets.Writer.TryWrite(socket));
        });
        await using var client = await ProtocolClient.ConnectAsync(server);
        await client.SendAsync("40/a,");
        await client.ReceiveAsync();
        (await sockets.Reader.ReadAsync()).Disconnect();
        await client.SendAsync("451-/a,[\"x\",{\"_placeholder\":true,\"num\":0}]");
        await client.SendAsync(new byte[] { 1 });
        Assert.Equal("41/a,", await client.ReceiveAsync());
        await client.SendAsync("420[\"still\"]");
        Assert.Equal("430[\"here\"]", await client.ReceiveAsync());
    }

    [Fact]
    public async Task The_server_ends_when_its_handlers_have()
    {
        var release = new TaskCompletionSource();
        var left = new TaskCompletionSource();
        var server = await TestServer.StartAsync(io => io.OnConnection(socket => socket.OnDisconnect(async _ =>
        {
            left.SetResult();
            await release.Task;
        })));
        await using var client = await ProtocolClient.ConnectAsync(server);
        var closing = server.Io.CloseAsync();
        Assert.StartsWith("closed", await client.ReceiveAsync(), StringComparison.Ordinal);
        await left.Task.WaitAsync(Patience);
        Assert.False(closing.IsCompleted);
        release.SetResult();
        await closing.WaitAsync(Patience);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Who_missed_more_than_can_be_queued_starts_afresh()
    {
        var gone = Channel.CreateUnbounded<DisconnectReason>();
        await using var server = await TestServer.StartAsync(
            io => io.OnConnection(socket => socket.OnDisconnect(reason => gone.Writer.TryWrite(reason))),
            options => (options.Recovery, options.MaxQueuedBytes) = (new RecoveryOptions(), 64 << 10));
        var client = await ProtocolClient.ConnectAsync(server, connect: null);
        await client.SendAsync("40");
        var pid = Value(await client.ReceiveAsync(), "pid");
        server.Io.Emit("x", 1);
        var offset = JsonDocument.Parse((await client.ReceiveAsync())[2..]).RootElement[2].GetString();
        client.Vanish();
        await gone.Reader.ReadAsync();
        for (var i = 0; i < 60; i++)
            server.Io.Emit("x", new string('x', 1_000));
        await using var back = await ProtocolClient.ConnectAsync(server, connect: null);
        await back.SendAsync($"40{{\"pid\":\"{pid}\",\"offset\":\"{offset}\"}}");
        Assert.NotEqual(pid, Value(await back.ReceiveAsync(), "pid"));
        server.Io.Emit("x", 2);
        Assert.StartsWith("42[\"x\",2,", await back.ReceiveAsync(), StringComparison.Ordinal);
        await client.DisposeAsync();
    }

    private static string Value(string answer, string name)
    {
        using var json = JsonDocument.Parse(answer[2..]);
        return json.RootElement.GetProperty(name).GetString()!;
    }

    [GeneratedRegex("^/orders/[0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Orders();

    private sealed class Broken : JsonConverter<Guid>
    {
        public override Guid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new ArithmeticException("mine");

        public override void Write(Utf8JsonWriter writer, Guid value, JsonSerializerOptions options) => writer.WriteNullValue();
    }

    private sealed class Throwing
    {
        private readonly string _why = "mine";

        public string Value => throw new InvalidOperationException(_why);
    }

    private sealed class Scoped : IAsyncDisposable
    {
        public TaskCompletionSource Ended { get; } = new();

        public ValueTask DisposeAsync()
        {
            Ended.SetResult();
            return ValueTask.CompletedTask;
        }
    }
}
