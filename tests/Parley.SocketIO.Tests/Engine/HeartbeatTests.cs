namespace Parley.SocketIO.Tests.Engine;

public sealed class HeartbeatTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_server_pings_and_a_client_that_pongs_stays()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await host.Client.ConnectAsync();
        var handler = host.Handler(EngineClient.SidOf((await socket.ReceiveAsync())!));
        for (var i = 0; i < 4; i++)
        {
            host.Clock.Advance(Interval);
            Assert.Equal("2", await socket.ReceiveAsync());
            await socket.SendAsync("3");
            await socket.SendAsync("4a");
            Assert.Equal("4a", await socket.ReceiveAsync()); // so the pong was read too
        }

        Assert.True(handler.Session.IsOpen);
    }

    [Fact]
    public async Task A_client_that_does_not_pong_is_closed()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await host.Client.ConnectAsync();
        await socket.ReceiveAsync();
        await socket.SendAsync("3"); // unasked: counts for nothing
        await socket.SendAsync("4a");
        Assert.Equal("4a", await socket.ReceiveAsync()); // it was read before there was anything to answer
        host.Clock.Advance(Interval);
        host.Clock.Advance(Patience);
        Assert.Equal(["2"], await socket.ReceiveToEndAsync());
        Assert.Equal(DisconnectReason.PingTimeout, await Assert.Single(host.Handlers).Closed);
    }

    [Fact]
    public async Task A_client_on_polling_hears_and_answers_too()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            var poll = host.Client.PolledAsync(sid);
            host.Clock.Advance(Interval);
            Assert.Equal("2", await poll);
            await host.Client.PostedAsync(sid, "3");
        }
    }

    [Fact]
    public async Task A_session_that_nobody_polls_goes()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        host.Clock.Advance(Interval + Patience);
        Assert.Equal(DisconnectReason.PingTimeout, await host.Handler(sid).Closed);
        Assert.Equal(0, host.Server.Count);
    }

    [Fact]
    public async Task In_version_3_it_is_the_client_that_pings()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync(3);
        for (var i = 0; i < 3; i++)
        {
            host.Clock.Advance(Interval + Patience - TimeSpan.FromSeconds(1));
            await host.Client.PostedAsync(sid, "1:2");
            Assert.Equal("1:3", await host.Client.PolledAsync(sid));
        }

        host.Clock.Advance(Interval + Patience);
        Assert.Equal(DisconnectReason.PingTimeout, await host.Handler(sid).Closed);
    }

    [Fact]
    public async Task A_client_whose_message_is_still_being_handled_is_not_timed_out()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await host.Client.ConnectAsync();
        var handler = host.Handler(EngineClient.SidOf((await socket.ReceiveAsync())!));
        var release = new TaskCompletionSource();
        handler.OnMessage = _ => new ValueTask(release.Task);
        await socket.SendAsync("4a");
        await handler.Received.Reader.ReadAsync();
        host.Clock.Advance(Interval);
        Assert.Equal("2", await socket.ReceiveAsync());
        await socket.SendAsync("3"); // lies unread
        host.Clock.Advance(Patience * 2);
        handler.OnMessage = null;
        release.SetResult();
        await socket.SendAsync("4b");
        Assert.Equal("4b", await socket.ReceiveAsync());
        host.Clock.Advance(Interval);
        Assert.Equal("2", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_client_whose_handlers_hold_up_the_reading_for_ever_is_timed_out_in_the_end()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await host.Client.ConnectAsync();
        var handler = host.Handler(EngineClient.SidOf((await socket.ReceiveAsync())!));
        var release = new TaskCompletionSource();
        handler.OnMessage = _ => new ValueTask(release.Task);
        await socket.SendAsync("4a");
        await handler.Received.Reader.ReadAsync();
        host.Clock.Advance(Interval);
        Assert.Equal("2", await socket.ReceiveAsync());
        for (var i = 0; i < 4 && !handler.Closed.IsCompleted; i++)
            host.Clock.Advance(Patience);
        Assert.Equal(DisconnectReason.PingTimeout, await handler.Closed);
        release.SetResult();
    }

    [Fact]
    public async Task A_ping_that_no_poll_took_goes_over_with_the_upgrade()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        using var socket = await host.Client.UpgradeAsync(sid);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        await socket.SendAsync("5");
        await socket.SendAsync("4a");
        Assert.Equal("4a", await socket.ReceiveAsync());
        host.Clock.Advance(Interval);
        Assert.Equal("2", await socket.ReceiveAsync());
    }
}
