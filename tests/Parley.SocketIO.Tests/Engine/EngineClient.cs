using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Parley.SocketIO.Tests.Engine;

/// <summary>The wire's other end: HTTP requests and WebSockets to an <see cref="EngineHost"/>, each as it is, with no help.</summary>
internal sealed class EngineClient(EngineHost host) : IDisposable
{
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    public Uri Url(string query) => new(host.Address, "/engine.io/?" + query);

    public Task<HttpResponseMessage> GetAsync(string query, CancellationToken cancel = default) => _http.GetAsync(Url(query), cancel);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string query, Action<HttpRequestMessage>? prepare = null)
    {
        var request = new HttpRequestMessage(method, Url(query));
        prepare?.Invoke(request);
        return _http.SendAsync(request);
    }

    /// <summary>Begins a session on polling.</summary>
    public async Task<string> OpenAsync(int protocol = 4, string more = "")
    {
        var greeting = await ReadAsync(await GetAsync($"EIO={protocol}&transport=polling{more}"));
        return SidOf(greeting);
    }

    public Task<HttpResponseMessage> PollAsync(string sid, CancellationToken cancel = default) => GetAsync("EIO=4&transport=polling&sid=" + sid, cancel);

    /// <summary>What a poll gets, which must be good.</summary>
    public async Task<string> PolledAsync(string sid)
    {
        var response = await PollAsync(sid);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    public Task<HttpResponseMessage> PostAsync(string sid, string body) => PostAsync(sid, new StringContent(body, Encoding.UTF8, "text/plain"));

    public Task<HttpResponseMessage> PostAsync(string sid, HttpContent body) => _http.PostAsync(Url("EIO=4&transport=polling&sid=" + sid), body);

    /// <summary>A POST that must be taken.</summary>
    public async Task PostedAsync(string sid, string body)
    {
        var response = await PostAsync(sid, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("ok", await ReadAsync(response));
    }

    public async Task<EngineSocket> ConnectAsync(string query = "EIO=4&transport=websocket")
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        var url = new UriBuilder(Url(query)) { Scheme = "ws" }.Uri;
        await socket.ConnectAsync(url, CancellationToken.None);
        return new EngineSocket(socket);
    }

    public Task<EngineSocket> UpgradeAsync(string sid) => ConnectAsync("EIO=4&transport=websocket&sid=" + sid);

    public static async Task<string> ReadAsync(HttpResponseMessage response) => await response.Content.ReadAsStringAsync();

    /// <summary>The code of a refusal.</summary>
    public static async Task<int> CodeAsync(HttpResponseMessage response)
    {
        Assert.Equal(new MediaTypeHeaderValue("application/json"), response.Content.Headers.ContentType);
        using var json = JsonDocument.Parse(await ReadAsync(response));
        Assert.NotEmpty(json.RootElement.GetProperty("message").GetString()!);
        return json.RootElement.GetProperty("code").GetInt32();
    }

    public static string SidOf(string greeting)
    {
        using var json = JsonDocument.Parse(greeting[greeting.IndexOf('{', StringComparison.Ordinal)..]);
        return json.RootElement.GetProperty("sid").GetString()!;
    }
}
