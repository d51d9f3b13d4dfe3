using System.Net.WebSockets;

namespace Parley.SocketIO.Tests.Engine;

public sealed class ClosingTests
{
    [Fact]
    public async Task What_is_queued_goes_before_the_close_on_websocket()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await host.Client.ConnectAsync();
        var handler = host.Handler(EngineClient.SidOf((await socket.ReceiveAsync())!));
        handler.Session.Enqueue(Messages.Text("last"));
        handler.Session.Close(DisconnectReason.ForcedServerClose);
        handler.Send("too late");
        Assert.Equal(DisconnectReason.ForcedServerClose, await handler.Closed);
        Assert.Equal(["4last"], await socket.ReceiveToEndAsync());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.Inner.CloseStatus);
        await socket.Inner.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await EngineHost.WhenAsync(() => host.Server.Count == 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_queued_goes_before_the_close_on_polling(bool isPolled)
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        var handler = host.Handler(sid);
        var poll = isPolled ? host.Client.PolledAsync(sid) : null;
        if (isPolled)
            await host.WhenPolledAsync(sid);
        handler.Session.Enqueue(Messages.Text("last"));
        handler.Session.Close(DisconnectReason.ForcedServerClose);
        Assert.Equal(DisconnectReason.ForcedServerClose, await handler.Closed);
        Assert.Equal("4last", await (poll ?? host.Client.PolledAsync(sid)));
        Assert.Equal("1", await host.Client.PolledAsync(sid)); // alone: the official client looks at it first
        Assert.Equal(0, host.Server.Count);
        Assert.Equal(1, await EngineClient.CodeAsync(await host.Client.PollAsync(sid)));
    }

    [Fact]
    public async Task A_client_that_does_not_come_for_what_is_left_is_forgotten()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        host.Handler(sid).Session.Close(DisconnectReason.ForcedServerClose);
        Assert.Equal(1, host.Server.Count);
        host.Clock.Advance(TimeSpan.FromSeconds(5.1));
        await EngineHost.WhenAsync(() => host.Server.Count == 0);
    }

    [Fact]
    public async Task A_client_that_does_not_answer_the_close_is_cut()
    {
        await using var host = await EngineHost.StartAsync();
        using var raw = await RawClient.OpenAsync(host.Address, "EIO=4&transport=websocket");
        await raw.ReceiveAsync();
        Assert.Single(host.Handlers).Session.Close(DisconnectReason.ForcedServerClose);
        Assert.Equal('\u0088', (await raw.ReceiveAsync())[0]);
        host.Clock.Advance(TimeSpan.FromSeconds(5.1));
        Assert.Equal("", await raw.ReceiveAsync());
        await EngineHost.WhenAsync(() => host.Server.Count == 0);
    }

    [Fact]
    public async Task An_abort_is_at_once()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        var poll = host.Client.PolledAsync(sid);
        await host.WhenPolledAsync(sid);
        using var socket = await host.Client.ConnectAsync();
        await socket.ReceiveAsync();
        foreach (var handler in host.Handlers)
        {
            handler.Session.Enqueue(Messages.Text("dropped"));
            handler.Session.Abort(DisconnectReason.ForcedClose);
            Assert.Equal(DisconnectReason.ForcedClose, await handler.Closed);
        }

        Assert.Equal("1", await poll);
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(0, host.Server.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_never_reads_ends_as_a_slow_consumer(bool isWebSocket)
    {
        await using var host = await EngineHost.StartAsync(options => options.MaxQueuedBytes = 100_000);
        using var raw = await RawClient.ConnectAsync(host.Address);
        using var socket = isWebSocket ? await RawClient.OpenAsync(host.Address, "EIO=4&transport=websocket") : null;
        if (!isWebSocket)
            await host.Client.OpenAsync();
        await EngineHost.WhenAsync(() => host.Handlers.Count == 1);
        var handler = Assert.Single(host.Handlers);
        while (!handler.Closed.IsCompleted)
        {
            handler.Send(new string('x', 50_000));
            await Task.Yield();
        }

        Assert.Equal(DisconnectReason.SlowConsumer, await handler.Closed);
        host.Clock.Advance(TimeSpan.FromSeconds(5.1));
        await EngineHost.WhenAsync(() => host.Server.Count == 0);
    }

    [Fact]
    public async Task A_single_message_above_the_bound_goes_out_when_nothing_waits()
    {
        await using var host = await EngineHost.StartAsync(options => options.MaxQueuedBytes = 65_536);
        using var socket = await host.Client.ConnectAsync();
        await socket.ReceiveAsync();
        Assert.Single(host.Handlers).Send(new string('x', 500_000));
        Assert.Equal(500_001, (await socket.ReceiveAsync())!.Length);
        var sid = await host.Client.OpenAsync();
        host.Handler(sid).Send(new string('x', 500_000));
        Assert.Equal(500_001, (await host.Client.PolledAsync(sid)).Length);
    }

    [Fact]
    public async Task After_a_message_that_did_not_fit_none_slips_through()
    {
        await using var host = await EngineHost.StartAsync(options => options.MaxQueuedBytes = 65_536);
        var sid = await host.Client.OpenAsync();
        var handler = host.Handler(sid);
        handler.Send(new string('x', 65_000));
        handler.Send(new string('y', 65_000));
        handler.Send("z");
        Assert.Equal(DisconnectReason.SlowConsumer, await handler.Closed);
        Assert.DoesNotContain('z', await host.Client.PolledAsync(sid));
    }

    [Fact]
    public async Task The_server_closes_all_and_waits_for_them()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        using var socket = await host.Client.ConnectAsync();
        await socket.ReceiveAsync();
        host.Handler(sid).Send("last");
        var closing = host.Server.CloseAsync(DisconnectReason.ServerShuttingDown, CancellationToken.None);
        Assert.Empty(await socket.ReceiveToEndAsync());
        await socket.Inner.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        Assert.False(closing.IsCompleted);
        Assert.Equal("4last", await host.Client.PolledAsync(sid));
        Assert.Equal("1", await host.Client.PolledAsync(sid));
        await closing;
        Assert.Equal(0, host.Server.Count);
        foreach (var handler in host.Handlers)
            Assert.Equal(DisconnectReason.ServerShuttingDown, await handler.Closed);
    }

    [Fact]
    public async Task The_server_cuts_those_that_are_left_when_it_may_not_wait()
    {
        await using var host = await EngineHost.StartAsync();
        await host.Client.OpenAsync();
        using var raw = await RawClient.OpenAsync(host.Address, "EIO=4&transport=websocket");
        await EngineHost.WhenAsync(() => host.Server.Count == 2);
        await host.Server.CloseAsync(DisconnectReason.ServerShuttingDown, new CancellationToken(canceled: true));
        Assert.Equal(0, host.Server.Count);
        foreach (var handler in host.Handlers)
            Assert.Equal(DisconnectReason.ServerShuttingDown, await handler.Closed);
    }

    [Fact]
    public async Task A_session_may_close_before_its_handler_is_known()
    {
        await using var host = await EngineHost.StartAsync(accepting: handler => handler.Session.Close(DisconnectReason.ForcedServerClose));
        var response = await host.Client.GetAsync("EIO=4&transport=polling");
        var greeting = await EngineClient.ReadAsync(response);
        Assert.StartsWith("0{", greeting, StringComparison.Ordinal);
        Assert.Equal("1", await host.Client.PolledAsync(greeting.Split('"')[3]));
        using var socket = await host.Client.ConnectAsync();
        Assert.Single(await socket.ReceiveToEndAsync());
        foreach (var handler in host.Handlers)
            Assert.Equal(DisconnectReason.ForcedServerClose, await handler.Closed);
    }

    [Fact]
    public async Task A_connection_that_breaks_ends_its_session()
    {
        await using var host = await EngineHost.StartAsync();
        using (var raw = await RawClient.OpenAsync(host.Address, "EIO=4&transport=websocket"))
            await raw.ReceiveAsync();
        Assert.Equal(DisconnectReason.TransportClose, await Assert.Single(host.Handlers).Closed);
        await EngineHost.WhenAsync(() => host.Server.Count == 0);
    }
}
