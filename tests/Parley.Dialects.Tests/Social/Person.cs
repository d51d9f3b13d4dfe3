using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Accounts;
using Parley.Dialects.Tests.Sockets;
using Parley.Primitives;

namespace Parley.Dialects.Tests.Social;

/// <summary>Somebody with a token.</summary>
public sealed record Person(SocialServer Server, Account Account, string Token)
{
    public long Number => Account.Id.Value;

    public string Id => PublicId.ToText(EntityKind.User, Account.Id.Value);

    /// <summary>A signed-in connection.</summary>
    public async Task<SocialClient> ConnectAsync(string? device = null)
    {
        var client = await SocialClient.OpenAsync(Server.WebSocket);
        await client.SendAsync(new { type = "auth", token = Token, device });
        await client.ExpectAsync("auth");
        return client;
    }

    /// <summary>A connection to a Socket.IO namespace.</summary>
    public async Task<SocketClient> EnterAsync(string space, string? device = null)
    {
        var client = await SocketClient.OpenAsync(Server.Http);
        await client.EnterAsync(space, new { token = Token, device });
        return client;
    }

    /// <summary>A REST call to the Social surface: the status, and the body where there is one.</summary>
    public Task<(HttpStatusCode Status, JsonElement Body)> CallAsync(string method, string path, object? body = null) =>
        CallAnyAsync(method, "/api/v1" + path, body);

    /// <summary>A REST call to any path.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> CallAnyAsync(string method, string path, object? body = null)
    {
        using var http = new HttpClient { BaseAddress = Server.Http };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        if (body is string text)
            request.Content = new StringContent(text);
        else if (body is HttpContent content)
            request.Content = content;
        else if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await http.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return (answer.StatusCode, bytes.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(bytes));
    }
}
