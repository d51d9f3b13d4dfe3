using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Parley.SocketIO.Tests.Engine;

public sealed class PollingTests
{
    [Fact]
    public async Task Messages_go_and_come_in_order_in_one_body()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        await host.Client.PostedAsync(sid, "4a\u001e4€\u001ebAQIDBA==");
        Assert.Equal("4a\u001e4€\u001ebAQIDBA==", await host.Client.PolledAsync(sid));
        var poll = host.Client.PolledAsync(sid);
        await host.Client.PostedAsync(sid, "4b");
        Assert.Equal("4b", await poll);
    }

    [Fact]
    public async Task Version_3_gets_bytes_when_it_takes_them_and_base64_when_it_asks_for_it()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync(3);
        await host.Client.PostedAsync(sid, "3:4😀10:b4AQIDBA==");
        var response = await host.Client.PollAsync(sid);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal([0, 5, 255, 52, 0xF0, 0x9F, 0x98, 0x80, 1, 5, 255, 4, 1, 2, 3, 4], await response.Content.ReadAsByteArrayAsync());
        sid = await host.Client.OpenAsync(3, "&b64=1");
        using var bytes = new ByteArrayContent([1, 3, 255, 4, 1, 2, 0, 2, 255, 52, 97]);
        bytes.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        Assert.Equal(HttpStatusCode.OK, (await host.Client.PostAsync(sid, bytes)).StatusCode);
        Assert.Equal("6:b4AQI=2:4a", await host.Client.PolledAsync(sid));
    }

    [Fact]
    public async Task A_second_poll_at_once_ends_the_session_and_the_first_is_told()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        var polls = new[] { host.Client.PollAsync(sid), host.Client.PollAsync(sid) };
        var statuses = (await Task.WhenAll(polls)).Select(response => response.StatusCode).Order();
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.BadRequest], statuses);
        var told = (await Task.WhenAll(polls)).Single(response => response.StatusCode == HttpStatusCode.OK);
        Assert.Equal("1", await EngineClient.ReadAsync(told));
        Assert.Equal(DisconnectReason.TransportError, await host.Handler(sid).Closed);
        Assert.Equal(1, await EngineClient.CodeAsync(await host.Client.PollAsync(sid)));
    }

    [Fact]
    public async Task A_second_post_at_once_ends_the_session()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        var release = new TaskCompletionSource();
        var handler = host.Handler(sid);
        handler.OnMessage = _ => new ValueTask(release.Task);
        var first = host.Client.PostAsync(sid, "4a");
        await handler.Received.Reader.ReadAsync();
        Assert.Equal(3, await EngineClient.CodeAsync(await host.Client.PostAsync(sid, "4b")));
        Assert.Equal(DisconnectReason.TransportError, await handler.Closed);
        release.SetResult();
        await first;
        Assert.False(handler.Received.Reader.TryRead(out _));
    }

    [Fact]
    public async Task An_aborted_poll_ends_the_session()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        using var abort = new CancellationTokenSource();
        var poll = host.Client.PollAsync(sid, abort.Token);
        await host.WhenPolledAsync(sid);
        await abort.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
        Assert.Equal(DisconnectReason.TransportError, await host.Handler(sid).Closed);
        Assert.Equal(0, host.Server.Count);
    }

    [Fact]
    public async Task An_aborted_post_ends_the_session()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        using (var raw = await RawClient.ConnectAsync(host.Address))
            await raw.SendAsync($"POST /engine.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n4a");
        Assert.Equal(DisconnectReason.TransportError, await host.Handler(sid).Closed);
        Assert.False(host.Handler(sid).Received.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_post_that_trickles_ends_with_the_session()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        using var raw = await RawClient.ConnectAsync(host.Address);
        await raw.SendAsync($"POST /engine.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n4a");
        await EngineHost.WhenAsync(() => host.Clock.Armed > 1); // the wheel's timer and the post's
        host.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Empty(await raw.ReceiveToEndAsync());
        Assert.Equal(DisconnectReason.TransportError, await host.Handler(sid).Closed);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("4a\u001ex")]
    public async Task What_is_no_packet_ends_the_session(string body)
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        Assert.Equal(3, await EngineClient.CodeAsync(await host.Client.PostAsync(sid, body)));
        Assert.Equal(DisconnectReason.ParseError, await host.Handler(sid).Closed);
        Assert.Equal(1, await EngineClient.CodeAsync(await host.Client.PollAsync(sid)));
    }

    [Fact]
    public async Task Bytes_from_version_4_end_the_session()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        using var bytes = new ByteArrayContent([52]);
        bytes.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.PostAsync(sid, bytes)).StatusCode);
        Assert.Equal(DisconnectReason.TransportError, await host.Handler(sid).Closed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_post_that_is_too_long_is_refused_and_the_session_lives(bool isChunked)
    {
        await using var host = await EngineHost.StartAsync(options => options.MaxPayload = 10_000);
        var sid = await host.Client.OpenAsync();
        var response = await host.Client.SendAsync(HttpMethod.Post, "EIO=4&transport=polling&sid=" + sid, request =>
        {
            request.Content = new ByteArrayContent(new byte[10_001]);
            request.Headers.TransferEncodingChunked = isChunked;
        });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        await host.Client.PostedAsync(sid, "4" + new string('a', 9_999));
        Assert.Equal(10_000, (await host.Client.PolledAsync(sid)).Length);
    }

    [Fact]
    public async Task Large_posts_take_no_more_than_their_budget_together()
    {
        await using var host = await EngineHost.StartAsync(options => (options.MaxPayload, options.MaxInboundBytes) = (3 << 20, 1 << 20));
        var sid = await host.Client.OpenAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Client.PostAsync(sid, "4" + new string('a', 2 << 20))).StatusCode);
        Assert.Equal(1 << 20, host.Server.Budget.Left);
        sid = await host.Client.OpenAsync();
        await host.Client.PostedAsync(sid, "4" + new string('a', 200_000));
        Assert.Equal(1 << 20, host.Server.Budget.Left);
    }

    [Fact]
    public async Task A_close_ends_the_poll_that_waits_with_nothing()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        var poll = host.Client.PolledAsync(sid);
        await host.WhenPolledAsync(sid);
        await host.Client.PostedAsync(sid, "1");
        Assert.Equal("6", await poll);
        Assert.Equal(DisconnectReason.TransportClose, await host.Handler(sid).Closed);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.PollAsync(sid)).StatusCode);
    }

    [Fact]
    public async Task What_waits_comes_in_pieces_of_about_the_largest_payload()
    {
        await using var host = await EngineHost.StartAsync(options => options.MaxPayload = 1_000);
        var sid = await host.Client.OpenAsync();
        var handler = host.Handler(sid);
        for (var i = 0; i < 10; i++)
            handler.Send(i + new string('x', 400));
        var all = new StringBuilder();
        while (all.Length < 4_000)
        {
            var part = await host.Client.PolledAsync(sid);
            Assert.InRange(part.Length, 1, 1_000);
            all.Append(part).Append('\u001e');
        }

        Assert.Equal("0123456789", string.Concat(all.ToString().Split('\u001e', StringSplitOptions.RemoveEmptyEntries).Select(packet => packet[1])));
    }

    [Fact]
    public async Task A_handler_that_fails_ends_its_session_alone()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        host.Handler(sid).OnMessage = _ => throw new NotSupportedException("A fault of the handler's own.");
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.PostAsync(sid, "4a")).StatusCode);
        Assert.Equal(DisconnectReason.TransportError, await host.Handler(sid).Closed);
    }

    [Fact]
    public async Task Volatile_messages_go_only_when_a_poll_waits()
    {
        await using var host = await EngineHost.StartAsync();
        var sid = await host.Client.OpenAsync();
        var session = host.Handler(sid).Session;
        Assert.False(session.TryEnqueueVolatile(Messages.Text("lost")));
        var poll = host.Client.PolledAsync(sid);
        await host.WhenPolledAsync(sid);
        Assert.True(session.TryEnqueueVolatile(Messages.Text("found")));
        session.Flush();
        Assert.Equal("4found", await poll);
    }
}
