using System.Net.WebSockets;

namespace Parley.SocketIO.Tests.Engine;

public sealed class WebSocketTests
{
    [Fact]
    public async Task Messages_go_and_come()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await host.Client.ConnectAsync();
        await socket.ReceiveAsync();
        await socket.SendAsync("4a");
        await socket.SendAsync([1, 2]);
        await socket.SendAsync("bAQI=");
        Assert.Equal("4a", await socket.ReceiveAsync());
        Assert.Equal("0x0102", await socket.ReceiveAsync());
        Assert.Equal("0x0102", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task Version_3_has_its_own_bytes()
    {
        await using var host = await EngineHost.StartAsync(isClockReal: true);
        using var socket = await host.Client.ConnectAsync("EIO=3&transport=websocket");
        await socket.ReceiveAsync();
        await socket.SendAsync([4, 1, 2]);
        await socket.SendAsync("b4AQI=");
        await socket.SendAsync("2");
        Assert.Equal("0x040102", await socket.ReceiveAsync());
        Assert.Equal("0x040102", await socket.ReceiveAsync());
        Assert.Equal("3", await socket.ReceiveAsync());
    }

    [Theory]
    [InlineData(3, "b4AQI=")]
    [InlineData(4, "bAQI=")]
    public async Task A_client_that_takes_no_bytes_gets_base64(int protocol, string expected)
    {
        await using var host = await EngineHost.StartAsync(isClockReal: true);
        using var socket = await host.Client.ConnectAsync($"EIO={protocol}&transport=websocket&b64=1");
        await socket.ReceiveAsync();
        await socket.SendAsync(expected);
        Assert.Equal(expected, await socket.ReceiveAsync());
    }

    [Theory]
    [InlineData("abc", DisconnectReason.ParseError)]
    [InlineData("", DisconnectReason.ParseError)]
    [InlineData("b!", DisconnectReason.ParseError)]
    [InlineData("2", DisconnectReason.TransportError)]
    [InlineData("1", DisconnectReason.TransportClose)]
    public async Task What_breaks_the_rules_closes(string text, DisconnectReason reason)
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await host.Client.ConnectAsync();
        await socket.ReceiveAsync();
        await socket.SendAsync("4a");
        await socket.SendAsync(text);
        await socket.SendAsync("4b");
        Assert.Equal(["4a"], await socket.ReceiveToEndAsync());
        Assert.Equal(reason, await Assert.Single(host.Handlers).Closed);
        Assert.Equal(reason.Text(), socket.Inner.CloseStatusDescription);
    }

    [Fact]
    public async Task Packets_that_mean_nothing_are_passed_over()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await host.Client.ConnectAsync();
        await socket.ReceiveAsync();
        foreach (var text in new[] { "0{}", "3", "5", "6", "4a" })
            await socket.SendAsync(text);
        Assert.Equal("4a", await socket.ReceiveAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_message_that_is_too_long_closes(int fragments)
    {
        await using var host = await EngineHost.StartAsync(options => options.MaxPayload = 10_000);
        using var socket = await host.Client.ConnectAsync();
        await socket.ReceiveAsync();
        for (var i = 0; i < fragments; i++)
            await socket.Inner.SendAsync(new byte[(10_000 / fragments) + 1], WebSocketMessageType.Binary, i == fragments - 1, CancellationToken.None);
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.Inner.CloseStatus);
        Assert.Equal(DisconnectReason.TransportError, await Assert.Single(host.Handlers).Closed);
    }

    [Fact]
    public async Task A_handler_that_fails_closes_its_session_alone()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await host.Client.ConnectAsync();
        using var other = await host.Client.ConnectAsync();
        await EngineHost.WhenAsync(() => host.Handlers.Count == 2);
        await other.ReceiveAsync();
        var sid = EngineClient.SidOf((await socket.ReceiveAsync())!);
        host.Handler(sid).OnMessage = _ => throw new NotSupportedException("A fault of the handler's own.");
        await socket.SendAsync("4a");
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(WebSocketCloseStatus.InternalServerError, socket.Inner.CloseStatus);
        Assert.Equal(DisconnectReason.TransportError, await host.Handler(sid).Closed);
        await other.SendAsync("4a");
        Assert.Equal("4a", await other.ReceiveAsync());
    }

    [Fact]
    public async Task Messages_wait_for_the_handler_of_the_one_before()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await host.Client.ConnectAsync();
        var handler = host.Handler(EngineClient.SidOf((await socket.ReceiveAsync())!));
        var release = new TaskCompletionSource();
        handler.OnMessage = _ => new ValueTask(release.Task);
        await socket.SendAsync("4a");
        await socket.SendAsync("4b");
        Assert.Equal("a", await handler.Received.Reader.ReadAsync());
        Assert.False(handler.Received.Reader.TryRead(out _));
        release.SetResult();
        Assert.Equal("b", await handler.Received.Reader.ReadAsync());
    }

    [Fact]
    public async Task A_poll_of_a_session_on_websocket_is_refused()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await host.Client.ConnectAsync();
        var sid = EngineClient.SidOf((await socket.ReceiveAsync())!);
        Assert.Equal(3, await EngineClient.CodeAsync(await host.Client.PollAsync(sid)));
        Assert.Equal(3, await EngineClient.CodeAsync(await host.Client.PostAsync(sid, "4a")));
        using var second = await host.Client.UpgradeAsync(sid);
        Assert.Null(await second.ReceiveAsync());
        await socket.SendAsync("4a");
        Assert.Equal("4a", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task What_is_sent_while_one_read_is_handled_leaves_together_at_its_end()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await host.Client.ConnectAsync();
        using var other = await host.Client.ConnectAsync();
        var handler = host.Handler(EngineClient.SidOf((await socket.ReceiveAsync())!));
        var receiver = host.Handler(EngineClient.SidOf((await other.ReceiveAsync())!));
        handler.OnMessage = text =>
        {
            receiver.Send(text);
            return ValueTask.CompletedTask;
        };
        for (var i = 0; i < 100; i++)
            await socket.SendAsync("4" + i);
        for (var i = 0; i < 100; i++)
            Assert.Equal("4" + i, await other.ReceiveAsync());
    }
}
