using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Parley.Host.Configuration;

namespace Parley.Host.Tests;

/// <summary>A server in this process on a free port, over SQLite in a folder of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly Server _server;
    private readonly HttpClient _http;
    private readonly bool _ownsFolder;

    private RunningServer(Server server, ShiftedClock clock, string folder, bool ownsFolder)
    {
        (_server, Clock, Folder, _ownsFolder) = (server, clock, folder, ownsFolder);
        _http = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
    }

    public ShiftedClock Clock { get; }

    public string Folder { get; }

    public Installation Installation => _server.Installation;

    public Server Server => _server;

    /// <summary>What it answers to.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => [.. _server.Endpoints.OfType<RouteEndpoint>()];

    public static async Task<RunningServer> StartAsync(string? folder = null, params (string Key, string Value)[] settings)
    {
        var data = folder ?? Directory.CreateTempSubdirectory("parley-host-").FullName;
        var clock = new ShiftedClock();
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Data"] = data,
            ["Auth:BcryptCost"] = "4",
            ["Limits:ExemptAddresses"] = "127.0.0.1",
            ["Logging:LogLevel:Default"] = "Warning",
            ["Logging:LogLevel:Parley"] = "Error",
        });
        configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        var server = await Server.StartAsync(configuration, HostSettings.Read(configuration), settings.Select(setting => setting.Key), clock, CancellationToken.None);
        return new RunningServer(server, clock, data, folder is null);
    }

    /// <summary>Calls a path; the body is an object, or a text that goes as it is.</summary>
    public async Task<Answer> CallAsync(HttpMethod method, string path, object? body = null, string? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is string raw)
            request.Content = new StringContent(raw, System.Text.Encoding.UTF8, "application/json");
        else if (body is not null)
            request.Content = JsonContent.Create(body);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await SendAsync(request);
    }

    /// <summary>Uploads a file as a browser does.</summary>
    public async Task<Answer> UploadAsync(string path, byte[] bytes, string name, string token)
    {
        using var file = new ByteArrayContent(bytes);
        using var form = new MultipartFormDataContent { { file, "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.Authorization = new("Bearer", token);
        return await SendAsync(request);
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default, response.Headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase), text);
    }

    public Task<Answer> PostAsync(string path, object? body = null, string? token = null, params (string Name, string Value)[] headers) =>
        CallAsync(HttpMethod.Post, path, body, token, headers);

    /// <summary>A page or a document, as text.</summary>
    public Task<string> TextAsync(string path) => _http.GetStringAsync(path);

    public Task<Answer> GetAsync(string path, string? token = null, params (string Name, string Value)[] headers) =>
        CallAsync(HttpMethod.Get, path, null, token, headers);

    /// <summary>Signs somebody up and returns what the sign-in answered.</summary>
    public async Task<JsonElement> RegisterAsync(string username, string? phone = null, params (string Name, string Value)[] headers)
    {
        var answer = await PostAsync("/api/v1/auth/register", new { username, password = "long enough", phone }, null, headers);
        Assert.Equal(200, answer.Status);
        return answer.Data;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>An answer with its envelope.</summary>
internal sealed record Answer(int Status, JsonElement Json, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonElement Data => Json.GetProperty("data");

    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public string? Field => Json.TryGetProperty("field", out var named) ? named.GetString() : null;

    public (int Status, string? Code) Outcome => (Status, Code);
}

internal static class Elements
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
