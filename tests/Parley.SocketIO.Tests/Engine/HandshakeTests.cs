using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Parley.SocketIO.Tests.Engine;

public sealed class HandshakeTests
{
    [Theory]
    [InlineData("GET", "EIO=4", 0)]
    [InlineData("GET", "EIO=4&transport=webtransport", 0)]
    [InlineData("GET", "EIO=4&transport=polling&transport=x", 0)]
    [InlineData("GET", "EIO=4&transport=polling&sid=nobody", 1)]
    [InlineData("POST", "EIO=4&transport=polling&sid=nobody", 1)]
    [InlineData("GET", "EIO=4&transport=websocket&sid=nobody", 1)]
    [InlineData("POST", "EIO=4&transport=polling", 2)]
    [InlineData("PUT", "EIO=4&transport=polling", 2)]
    [InlineData("OPTIONS", "EIO=4&transport=polling", 2)]
    [InlineData("GET", "EIO=4&transport=websocket", 3)]
    [InlineData("GET", "EIO=4&transport=polling&j=0", 3)]
    [InlineData("GET", "EIO=3&transport=polling", 5)]
    [InlineData("GET", "transport=polling", 5)]
    public async Task What_is_no_handshake_is_refused_with_its_code(string method, string query, int code)
    {
        await using var host = await EngineHost.StartAsync(options => options.AllowEIO3 = false);
        var response = await host.Client.SendAsync(new HttpMethod(method), query);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, await EngineClient.CodeAsync(response));
        Assert.Equal(0, host.Server.Count);
    }

    [Theory]
    [InlineData("EIO=4&transport=polling", 3)]
    [InlineData("EIO=4&transport=websocket&sid=nobody", 1)]
    [InlineData("EIO=3&transport=websocket", 5)]
    public async Task A_websocket_that_is_no_handshake_is_refused_alike(string query, int code)
    {
        await using var host = await EngineHost.StartAsync(options => options.AllowEIO3 = false);
        var response = await host.Client.SendAsync(HttpMethod.Get, query, request =>
        {
            request.Headers.Connection.Add("Upgrade");
            request.Headers.Upgrade.ParseAdd("websocket");
            request.Headers.Add("Sec-WebSocket-Version", "13");
            request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, await EngineClient.CodeAsync(response));
    }

    [Fact]
    public async Task A_transport_that_is_not_offered_is_unknown()
    {
        await using var host = await EngineHost.StartAsync(options => options.Transports = Transports.WebSocket);
        Assert.Equal(0, await EngineClient.CodeAsync(await host.Client.GetAsync("EIO=4&transport=polling")));
        using var socket = await host.Client.ConnectAsync();
        Assert.StartsWith("0{", await socket.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_greeting_tells_what_the_client_must_know()
    {
        await using var host = await EngineHost.StartAsync();
        var response = await host.Client.GetAsync("EIO=4&transport=polling");
        Assert.Equal("text/plain; charset=UTF-8", response.Content.Headers.ContentType!.ToString());
        Assert.True(response.Headers.CacheControl!.NoStore);
        var text = await EngineClient.ReadAsync(response);
        Assert.Equal('0', text[0]);
        using var json = JsonDocument.Parse(text[1..]);
        var sid = json.RootElement.GetProperty("sid").GetString()!;
        Assert.Equal(20, sid.Length);
        Assert.Equal(
            $$"""{"sid":"{{sid}}","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}""", text[1..]);
        using var socket = await host.Client.ConnectAsync();
        Assert.Contains("\"upgrades\":[],", await socket.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_of_version_3_gets_its_own_form()
    {
        await using var host = await EngineHost.StartAsync();
        var text = await EngineClient.ReadAsync(await host.Client.GetAsync("EIO=3&transport=polling"));
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        Assert.Equal(text.Length - colon - 1, int.Parse(text[..colon]));
        Assert.Equal("0{", text[(colon + 1)..(colon + 3)]);
    }

    [Fact]
    public async Task AllowRequest_refuses_with_403_and_its_own_words()
    {
        await using var host = await EngineHost.StartAsync(options => options.AllowRequest =
            http => ValueTask.FromResult(http.Request.Headers.ContainsKey("x-key") ? null : "No key."));
        var response = await host.Client.GetAsync("EIO=4&transport=polling");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("""{"code":4,"message":"No key."}""", await EngineClient.ReadAsync(response));
        response = await host.Client.SendAsync(HttpMethod.Get, "EIO=4&transport=polling", request => request.Headers.Add("x-key", "1"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Other_origins_are_let_in_as_told_on_answers_errors_and_preflights()
    {
        await using var host = await EngineHost.StartAsync(options => options.Cors(cors => cors.WithOrigins("https://good.example").AllowCredentials()));
        Action<HttpRequestMessage> good = request => request.Headers.Add("Origin", "https://good.example");
        foreach (var query in new[] { "EIO=4&transport=polling", "EIO=4&transport=polling&sid=nobody" })
        {
            var response = await host.Client.SendAsync(HttpMethod.Get, query, good);
            Assert.Equal("https://good.example", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
            response = await host.Client.SendAsync(HttpMethod.Get, query, request => request.Headers.Add("Origin", "https://bad.example"));
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        }

        var preflight = await host.Client.SendAsync(HttpMethod.Options, "EIO=4&transport=polling", request =>
        {
            good(request);
            request.Headers.Add("Access-Control-Request-Method", "POST");
        });
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal("true", Assert.Single(preflight.Headers.GetValues("Access-Control-Allow-Credentials")));
    }

    [Fact]
    public async Task What_is_kept_of_the_first_request_is_plain_data()
    {
        await using var host = await EngineHost.StartAsync();
        await host.Client.SendAsync(HttpMethod.Get, "EIO=4&transport=polling&a=1&a=2&%C3%A9=x%20y", request => request.Headers.Add("X-Key", "v"));
        var request = Assert.Single(host.Handlers).Session.Request;
        Assert.Equal("v", request.Headers["x-key"]);
        Assert.Equal("1,2", request.Query["a"].ToString());
        Assert.Equal("x y", request.Query["é"]);
        Assert.False(request.Query.ContainsKey("A"));
        Assert.Equal(IPAddress.Loopback, request.Address);
        Assert.StartsWith("/engine.io/?EIO=4", request.Url, StringComparison.Ordinal);
        Assert.False(request.User.Identity!.IsAuthenticated);
    }

    [Fact]
    public async Task A_handshake_after_the_close_is_refused()
    {
        await using var host = await EngineHost.StartAsync();
        await host.Server.CloseAsync(DisconnectReason.ServerShuttingDown, CancellationToken.None);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Client.GetAsync("EIO=4&transport=polling")).StatusCode);
    }

    [Fact]
    public async Task A_session_that_nobody_wants_is_gone_at_once()
    {
        await using var host = await EngineHost.StartAsync(accepting: _ => throw new NotSupportedException("A fault of the layer above."));
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.GetAsync("EIO=4&transport=polling")).StatusCode);
        using var raw = await RawClient.ConnectAsync(host.Address);
        await raw.SendAsync(RawClient.Handshake("EIO=4&transport=websocket"));
        await raw.ReceiveToEndAsync();
        Assert.Equal(0, host.Server.Count);
    }

    [Fact]
    public async Task WebSocket_comes_over_http2_too()
    {
        await using var host = await EngineHost.StartAsync(protocols: HttpProtocols.Http2);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var socket = new EngineSocket(new System.Net.WebSockets.ClientWebSocket());
        socket.Inner.Options.HttpVersion = HttpVersion.Version20;
        socket.Inner.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        var url = new UriBuilder(host.Client.Url("EIO=4&transport=websocket")) { Scheme = "ws" }.Uri;
        await socket.Inner.ConnectAsync(url, http, CancellationToken.None);
        Assert.StartsWith("0{", await socket.ReceiveAsync(), StringComparison.Ordinal);
        await socket.SendAsync("4hi");
        Assert.Equal("4hi", await socket.ReceiveAsync());
        await socket.Inner.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        Assert.Equal(DisconnectReason.TransportClose, await Assert.Single(host.Handlers).Closed);
    }
}
