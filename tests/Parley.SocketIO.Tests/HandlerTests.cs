using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.SocketIO.Tests;

public sealed class HandlerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_stop_waits_for_what_the_application_finishes_first()
    {
        var (told, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = await TestServer.StartAsync(
            io => io.OnConnection(socket => socket.On("end", (Ack ack) =>
            {
                ack.Send("answered");
                finish.SetResult();
            })),
            options => options.BeforeStop = () =>
            {
                told.SetResult();
                return finish.Task;
            });
        await using var client = await ProtocolClient.ConnectAsync(server);
        var stopping = server.StopAsync();
        await told.Task.WaitAsync(Patience);
        await client.SendAsync("""421["end"]""");
        Assert.Equal("""431["answered"]""", await client.ReceiveAsync());
        Assert.StartsWith("closed", await client.ReceiveAsync(), StringComparison.Ordinal);
        await stopping;
    }

    [Fact]
    public async Task Start_in_the_order_of_the_packets_and_do_not_hold_each_other_up()
    {
        var release = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(io => io.OnConnection(socket =>
        {
            socket.On("slow", async (int number, Ack ack) =>
            {
                socket.Emit("started", number);
                await release.Task;
                ack.Send(number);
            });
            socket.On("quick", (Ack ack) => ack.Send("done"));
        }));
        await using var client = await ProtocolClient.ConnectAsync(server);
        await client.SendAsync("""421["slow",1]""");
        await client.SendAsync("""422["slow",2]""");
        await client.SendAsync("""423["quick"]""");
        Assert.Equal("""42["started",1]""", await client.ReceiveAsync());
        Assert.Equal("""42["started",2]""", await client.ReceiveAsync());
        Assert.Equal("""433["done"]""", await client.ReceiveAsync());
        release.SetResult();
        Assert.Equal(["""431[1]""", """432[2]"""], new[] { await client.ReceiveAsync(), await client.ReceiveAsync() }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Are_so_many_at_once_and_no_more()
    {
        var release = new TaskCompletionSource();
        var started = 0;
        await using var server = await TestServer.StartAsync(
            io => io.OnConnection(socket => socket.On("slow", async (Ack ack) =>
            {
                Interlocked.Increment(ref started);
                await release.Task;
                ack.Send();
            })),
            options => options.MaxPendingEvents = 3);
        await using var client = await ProtocolClient.ConnectAsync(server);
        for (var id = 0; id < 10; id++)
            await client.SendAsync($"42{id}[\"slow\"]");
        while (Volatile.Read(ref started) < 3)
            await Task.Yield();
        Assert.Equal(3, Volatile.Read(ref started));
        release.SetResult();
        var answers = new List<string>();
        for (var id = 0; id < 10; id++)
            answers.Add(await client.ReceiveAsync());
        Assert.Equal(Enumerable.Range(0, 10).Select(id => $"43{id}[]"), answers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Get_defaults_for_what_the_client_left_out_and_an_ack_that_nobody_waits_for()
    {
        var seen = Channel.CreateUnbounded<(string?, int, bool)>();
        await using var server = await TestServer.StartAsync(io => io.OnConnection(socket =>
            socket.On("x", (string? text, int number, Ack ack) => seen.Writer.TryWrite((text, number, ack.IsRequested)))));
        await using var client = await ProtocolClient.ConnectAsync(server);
        await client.SendAsync("""42["x"]""");
        await client.SendAsync("""425["x","a",7,"more"]""");
        Assert.Equal((null, 0, false), await seen.Reader.ReadAsync());
        Assert.Equal(("a", 7, true), await seen.Reader.ReadAsync());
    }

    [Fact]
    public async Task A_payload_of_the_wrong_type_is_told_and_harms_nothing()
    {
        var faults = Channel.CreateUnbounded<Exception>();
        await using var server = await TestServer.StartAsync(io => io.OnConnection(socket =>
        {
            socket.OnError(fault => faults.Writer.TryWrite(fault));
            socket.On("number", (int number, Ack ack) => ack.Send(number + 1));
            socket.On("broken", () => throw new InvalidOperationException("mine"));
        }));
        await using var client = await ProtocolClient.ConnectAsync(server);
        await client.SendAsync("""420["number","\ud800"]""");
        Assert.IsType<PayloadException>(await faults.Reader.ReadAsync());
        await client.SendAsync("""420["broken"]""");
        Assert.Equal("mine", Assert.IsType<InvalidOperationException>(await faults.Reader.ReadAsync()).Message);
        await client.SendAsync("""421["number",1]""");
        Assert.Equal("431[2]", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Middleware_sees_every_event_and_may_keep_it()
    {
        await using var server = await TestServer.StartAsync(io => io.OnConnection(socket =>
        {
            var names = new List<string>();
            socket.OnAny(seen => names.Add($"{seen.Name}/{seen.Count}"));
            socket.Use(async (seen, next) =>
            {
                await Task.Yield();
                if (seen.Name != "secret")
                    await next();
                else
                    seen.Ack.Send("refused");
            });
            socket.On("open", (JsonElement[] _, Ack ack) => ack.Send(string.Join(' ', names)));
            socket.On("secret", (Ack ack) => ack.Send("told"));
        }));
        await using var client = await ProtocolClient.ConnectAsync(server);
        await client.SendAsync("""420["secret",1,2]""");
        Assert.Equal("""430["refused"]""", await client.ReceiveAsync());
        await client.SendAsync("""421["open",[]]""");
        Assert.Equal("""431["secret/2 open/1"]""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Have_services_of_their_sockets_own_until_the_last_is_done()
    {
        var release = new TaskCompletionSource();
        var seen = new TaskCompletionSource<(Scoped First, Scoped Second)>();
        await using var server = await TestServer.StartAsync(
            io => io.OnConnection(socket => socket.On("go", async () =>
            {
                var first = socket.Services.GetRequiredService<Scoped>();
                await release.Task;
                seen.SetResult((first, socket.Services.GetRequiredService<Scoped>()));
            })),
            services: services => services.AddScoped<Scoped>());
        await using var client = await ProtocolClient.ConnectAsync(server);
        await client.SendAsync("""42["go"]""");
        await client.SendAsync("""42["none"]""");
        await client.SendAsync("41");
        release.SetResult();
        var (first, second) = await seen.Task.WaitAsync(Patience);
        Assert.Same(first, second);
        await first.Ended.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Hear_of_the_end_in_time_and_late()
    {
        var ended = new TaskCompletionSource<string>();
        await using var server = await TestServer.StartAsync(io => io.OnConnection(async socket =>
        {
            socket.Join("room");
            var rooms = 0;
            socket.OnDisconnecting(_ => rooms = socket.Rooms.Count);
            var cancelled = new TaskCompletionSource();
            await using var registration = socket.Disconnected.Register(cancelled.SetResult);
            await cancelled.Task;
            socket.OnDisconnect(reason => ended.SetResult($"{reason.Text()}, {rooms} rooms then, {socket.Rooms.Count} now, connected: {socket.IsConnected}"));
        }));
        var client = await ProtocolClient.ConnectAsync(server);
        await client.SendAsync("41");
        Assert.Equal("client namespace disconnect, 2 rooms then, 0 now, connected: False", await ended.Task.WaitAsync(Patience));
        await client.DisposeAsync();
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
