using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Parley.SocketIO.Tests.Engine;

/// <summary>Clients that mean ill, or are broken: whatever they do, others don't notice, and nothing of them stays.</summary>
public sealed class HostileTests
{
    private const string Open = "EIO=4&transport=websocket";

    [Fact]
    public async Task Random_frames_harm_nobody()
    {
        await using var host = await EngineHost.StartAsync();
        using var good = await host.Client.ConnectAsync();
        await good.ReceiveAsync();
        var random = new Random(20_260_801);
        for (var round = 0; round < 200; round++)
        {
            using var raw = await RawClient.OpenAsync(host.Address, Open);
            for (var i = random.Next(1, 10); i > 0; i--)
                await TrySendAsync(raw, Frame(random));
        }

        await good.SendAsync("4still");
        Assert.Equal("4still", await good.ReceiveAsync());
        await EngineHost.WhenAsync(() => host.Server.Count == 1);
        Assert.Equal(host.Server.Options.MaxInboundBytes, host.Server.Budget.Left);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Random_posts_harm_nobody(int protocol)
    {
        await using var host = await EngineHost.StartAsync();
        var random = new Random(20_260_802);
        for (var round = 0; round < 500; round++)
        {
            var sid = await host.Client.OpenAsync(protocol);
            var bytes = new byte[random.Next(0, 200)];
            random.NextBytes(bytes);
            if (round % 2 == 0)
                bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => Piece(random))));
            using var body = new ByteArrayContent(bytes);
            if (protocol == 3 && round % 3 == 0)
                body.Headers.ContentType = new("application/octet-stream");
            var response = await host.Client.PostAsync(sid, body);
            Assert.Contains(response.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.BadRequest]);
        }

        host.Clock.Advance(TimeSpan.FromSeconds(46));
        await EngineHost.WhenAsync(() => host.Server.Count == 0);
    }

    [Fact]
    public async Task One_byte_at_a_time_is_slow_and_no_more()
    {
        await using var host = await EngineHost.StartAsync();
        using var raw = await RawClient.OpenAsync(host.Address, Open);
        await raw.ReceiveAsync();
        foreach (var value in ClientFrame.Of(0x81, "4hello"u8))
            await raw.SendAsync(new[] { value });
        Assert.EndsWith("4hello", await raw.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_that_never_ends_ends_with_the_heartbeat()
    {
        await using var host = await EngineHost.StartAsync();
        using var raw = await RawClient.OpenAsync(host.Address, Open);
        await raw.ReceiveAsync();
        await raw.SendAsync(ClientFrame.Of(0x81, "4hello"u8).AsMemory(..^1));
        host.Clock.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(DisconnectReason.PingTimeout, await Assert.Single(host.Handlers).Closed);
        host.Clock.Advance(TimeSpan.FromSeconds(5.1));
        await raw.ReceiveToEndAsync();
        await EngineHost.WhenAsync(() => host.Server.Count == 0);
    }

    [Fact]
    public async Task A_head_that_announces_much_costs_nothing()
    {
        await using var host = await EngineHost.StartAsync(options => options.MaxPayload = 100 << 20);
        using var raw = await RawClient.OpenAsync(host.Address, Open);
        await raw.ReceiveAsync();
        await raw.SendAsync(new byte[] { 0x82, 0xFF, 0, 0, 0, 0, 0x06, 0, 0, 0, 1, 2, 3, 4 });
        using var post = await RawClient.ConnectAsync(host.Address);
        var sid = await host.Client.OpenAsync();
        await post.SendAsync($"POST /engine.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n4a");
        await EngineHost.WhenAsync(() => host.Clock.Armed > 1);
        Assert.Equal(host.Server.Options.MaxInboundBytes, host.Server.Budget.Left);
    }

    [Fact]
    public async Task Sessions_that_do_nothing_go()
    {
        await using var host = await EngineHost.StartAsync();
        for (var i = 0; i < 500; i++)
            await host.Client.OpenAsync(i % 2 == 0 ? 4 : 3);
        Assert.Equal(500, host.Server.Count);
        host.Clock.Advance(TimeSpan.FromSeconds(45.1));
        await EngineHost.WhenAsync(() => host.Server.Count == 0);
        Assert.Equal(0, host.Clock.Armed);
        foreach (var handler in host.Handlers)
            Assert.Equal(DisconnectReason.PingTimeout, await handler.Closed);
    }

    // Everything at once, from everywhere, at one session after the other.
    [Fact]
    public async Task Whatever_comes_together_ends_once()
    {
        await using var host = await EngineHost.StartAsync();
        for (var round = 0; round < 100; round++)
        {
            var sid = await host.Client.OpenAsync();
            var handler = host.Handler(sid);
            await Task.WhenAll(
                AttackAsync(() => host.Client.PollAsync(sid)),
                AttackAsync(() => host.Client.PollAsync(sid)),
                AttackAsync(() => host.Client.PostAsync(sid, "4a\u001e1")),
                AttackAsync(() => host.Client.PostAsync(sid, "3")),
                AttackAsync(() => UpgradeAsync(host, sid)),
                AttackAsync(() => UpgradeAsync(host, sid)),
                AttackAsync(() => Task.Run(() => handler.Send("x"))),
                AttackAsync(() => Task.Run(() => handler.Session.Close(DisconnectReason.ForcedServerClose))));
            Assert.True(Enum.IsDefined(await handler.Closed)); // a second call would throw
        }

        host.Clock.Advance(TimeSpan.FromSeconds(5.1));
        await EngineHost.WhenAsync(() => host.Server.Count == 0);
    }

    private static async Task AttackAsync(Func<Task> attack)
    {
        try
        {
            await attack();
        }
        catch (Exception fault) when (fault is HttpRequestException or System.Net.WebSockets.WebSocketException or InvalidOperationException)
        {
            // It was refused in the midst of it.
        }
    }

    private static async Task UpgradeAsync(EngineHost host, string sid)
    {
        using var socket = await host.Client.UpgradeAsync(sid);
        await socket.SendAsync("2probe");
        await socket.SendAsync("5");
        await socket.SendAsync("4a");
        await socket.ReceiveToEndAsync();
    }

    private static async Task TrySendAsync(RawClient raw, byte[] bytes)
    {
        try
        {
            await raw.SendAsync(bytes);
        }
        catch (System.Net.Sockets.SocketException)
        {
            // It was cut off already.
        }
    }

    private static byte[] Frame(Random random)
    {
        var payload = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => Piece(random))));
        return random.Next(3) switch
        {
            0 => RandomNumberGenerator.GetBytes(random.Next(1, 64)),
            1 => ClientFrame.Of((byte)random.Next(256), payload),
            _ => ClientFrame.Of(0x81, payload),
        };
    }

    private static string Piece(Random random) => random.Next(12) switch
    {
        < 7 => random.Next(7).ToString(CultureInfo.InvariantCulture),
        7 => "b",
        8 => "\u001e",
        9 => "AQID",
        10 => random.Next(30).ToString(CultureInfo.InvariantCulture) + ":",
        _ => "€",
    };
}
