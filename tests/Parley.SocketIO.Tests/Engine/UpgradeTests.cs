using System.Globalization;
using System.Net;
using System.Net.WebSockets;

namespace Parley.SocketIO.Tests.Engine;

public sealed class UpgradeTests
{
    [Fact]
    public async Task A_session_goes_on_where_it_was()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        await host.Client.PostedAsync(sid, "4a");
        Assert.Equal("4a", await host.Client.PolledAsync(sid));
        var poll = host.Client.PolledAsync(sid);
        await host.WhenPolledAsync(sid);
        using var socket = await host.Client.UpgradeAsync(sid);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        Assert.Equal("6", await poll);
        host.Handler(sid).Send("queued");
        await socket.SendAsync("5");
        await socket.SendAsync("4b");
        Assert.Equal("4queued", await socket.ReceiveAsync());
        Assert.Equal("4b", await socket.ReceiveAsync());
        Assert.Equal("websocket", host.Handler(sid).Session.TransportName);
        Assert.Equal(3, await EngineClient.CodeAsync(await host.Client.PollAsync(sid)));
    }

    [Fact]
    public async Task A_poll_that_comes_during_the_probe_is_ended_every_100_ms()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        using var socket = await host.Client.UpgradeAsync(sid);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        for (var i = 0; i < 3; i++)
        {
            var poll = host.Client.PolledAsync(sid);
            await host.WhenPolledAsync(sid);
            host.Clock.Advance(TimeSpan.FromMilliseconds(120));
            Assert.Equal("6", await poll);
        }
    }

    [Fact]
    public async Task A_poll_that_waits_when_the_upgrade_completes_is_refused_as_a_later_one()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        using var socket = await host.Client.UpgradeAsync(sid);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        var poll = host.Client.PollAsync(sid);
        await host.WhenPolledAsync(sid);
        await socket.SendAsync("5");
        Assert.Equal(3, await EngineClient.CodeAsync(await poll));
    }

    [Fact]
    public async Task What_was_posted_before_is_handled_before()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        var handler = host.Handler(sid);
        var release = new TaskCompletionSource();
        handler.OnMessage = _ => new ValueTask(release.Task);
        var post = host.Client.PostedAsync(sid, "4a\u001e4b");
        Assert.Equal("a", await handler.Received.Reader.ReadAsync());
        using var socket = await host.Client.UpgradeAsync(sid);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        await socket.SendAsync("5");
        await socket.SendAsync("4c");
        await EngineHost.WhenAsync(() => !handler.Session.IsPolling);
        handler.Send("sent");
        Assert.Equal("4sent", await socket.ReceiveAsync());
        Assert.False(handler.Received.Reader.TryRead(out _));
        release.SetResult();
        await post;
        Assert.Equal("b", await handler.Received.Reader.ReadAsync());
        Assert.Equal("c", await handler.Received.Reader.ReadAsync());
    }

    [Theory]
    [InlineData("2")]
    [InlineData("4a")]
    [InlineData("x")]
    public async Task A_probe_that_says_anything_else_goes_and_the_session_stays(string text)
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        using (var socket = await host.Client.UpgradeAsync(sid))
        {
            await socket.SendAsync(text);
            Assert.Null(await socket.ReceiveAsync());
        }

        await host.Client.PostedAsync(sid, "4a");
        Assert.Equal("4a", await host.Client.PolledAsync(sid));
        await CompleteAsync(host, sid);
    }

    [Fact]
    public async Task A_probe_that_takes_too_long_goes_and_the_session_stays()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        using (var socket = await host.Client.UpgradeAsync(sid))
        {
            await socket.SendAsync("2probe");
            Assert.Equal("3probe", await socket.ReceiveAsync());
            host.Clock.Advance(TimeSpan.FromMilliseconds(10_200));
            Assert.Null(await socket.ReceiveAsync());
        }

        await CompleteAsync(host, sid);
    }

    [Fact]
    public async Task A_probe_whose_client_never_answers_the_close_is_cut()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        using var raw = await RawClient.OpenAsync(host.Address, "EIO=4&transport=websocket&sid=" + sid);
        host.Clock.Advance(TimeSpan.FromSeconds(10.1));
        Assert.Equal('\u0088', (await raw.ReceiveAsync())[0]);
        host.Clock.Advance(TimeSpan.FromSeconds(5.1));
        Assert.Equal("", await raw.ReceiveAsync());
        Assert.Equal(1, host.Server.Count);
    }

    [Fact]
    public async Task A_second_probe_is_refused_and_the_first_goes_on()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        using var first = await host.Client.UpgradeAsync(sid);
        await first.SendAsync("2probe");
        Assert.Equal("3probe", await first.ReceiveAsync());
        using var second = await host.Client.UpgradeAsync(sid);
        Assert.Null(await second.ReceiveAsync());
        await first.SendAsync("5");
        await first.SendAsync("4a");
        Assert.Equal("4a", await first.ReceiveAsync());
    }

    [Fact]
    public async Task A_probe_that_breaks_off_leaves_room_for_the_next()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            using var raw = await RawClient.OpenAsync(host.Address, "EIO=4&transport=websocket&sid=" + sid);
            raw.Dispose();
            await EngineHost.WhenAsync(() => !host.Handler(sid).Session.IsUpgrading);
        }

        await CompleteAsync(host, sid);
    }

    [Fact]
    public async Task No_upgrade_is_taken_where_none_is_offered()
    {
        await using var host = await EngineHost.StartAsync(options => options.AllowUpgrades = false);
        var greeting = await EngineClient.ReadAsync(await host.Client.GetAsync("EIO=4&transport=polling"));
        Assert.Contains("\"upgrades\":[]", greeting, StringComparison.Ordinal);
        using var socket = await host.Client.UpgradeAsync(EngineClient.SidOf(greeting));
        Assert.Null(await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_session_that_ends_takes_its_probe_with_it()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        using var socket = await host.Client.UpgradeAsync(sid);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        host.Handler(sid).Session.Abort(DisconnectReason.ForcedServerClose);
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(0, host.Server.Count);
    }

    [Fact]
    public async Task A_session_that_closes_while_it_upgrades_says_what_is_left_over_either()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        using var socket = await host.Client.UpgradeAsync(sid);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        host.Handler(sid).Send("last");
        host.Handler(sid).Session.Close(DisconnectReason.ForcedServerClose);
        await socket.SendAsync("5");
        Assert.Equal(["4last"], await socket.ReceiveToEndAsync());
        Assert.Equal("forced server close", socket.Inner.CloseStatusDescription);
        await socket.Inner.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await EngineHost.WhenAsync(() => host.Server.Count == 0);
    }

    // A server that never stops to send while its clients poll, probe and change over, at whatever moment.
    [Fact]
    public async Task Nothing_is_lost_or_doubled_or_out_of_order_on_the_way()
    {
        await using var host = await EngineHost.StartAsync(isClockReal: true);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(round => OneAsync(host, round)));
    }

    private static async Task OneAsync(EngineHost host, int polls)
    {
        const int Count = 2_000;
        var sid = await host.Client.OpenAsync();
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < Count; i++)
            {
                host.Handler(sid).Send(i.ToString(CultureInfo.InvariantCulture));
                if (i % 50 == 0)
                    await Task.Yield();
            }
        });
        var received = new List<string>();
        for (var i = 0; i < polls % 10 && received.Count < Count; i++)
            received.AddRange((await host.Client.PolledAsync(sid)).Split('\u001e'));
        using var socket = await host.Client.UpgradeAsync(sid);
        await socket.SendAsync("2probe");
        var poll = polls % 2 == 0 ? host.Client.PollAsync(sid) : null;
        Assert.Equal("3probe", await socket.ReceiveAsync());
        if (poll is not null)
        {
            var response = await poll;
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            received.AddRange((await EngineClient.ReadAsync(response)).Split('\u001e'));
        }

        await socket.SendAsync("5");
        while (received.Count(text => text[0] == '4') < Count)
        {
            var message = await socket.ReceiveAsync();
            Assert.NotNull(message);
            received.Add(message);
        }

        await sending;
        Assert.Equal(Enumerable.Range(0, Count).Select(i => "4" + i), received.Where(text => text[0] == '4'));
    }

    private static async Task CompleteAsync(EngineHost host, string sid)
    {
        using var socket = await host.Client.UpgradeAsync(sid);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        await socket.SendAsync("5");
        await socket.SendAsync("4done");
        Assert.Equal("4done", await socket.ReceiveAsync());
    }
}
