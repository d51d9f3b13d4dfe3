using System.Net.WebSockets;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Parley.Configuration;
using Parley.Primitives;
using Parley.Secrets;

namespace Parley.Host.Tests;

/// <summary>What whoever has an old signing key can still do once it was replaced as leaked: nothing.</summary>
public sealed class LeakedKeyTests
{
    [Fact]
    public async Task Who_is_connected_by_a_leaked_key_goes_on_every_surface()
    {
        await using var server = await RunningServer.StartAsync();
        var token = (await server.RegisterAsync("ada")).Text("accessToken")!;
        var sockets = new[]
        {
            await OpenAsync(server, $"/api/im/ws?token={token}"),
            await OpenAsync(server, "/ws/chat", $$"""{"type":"auth","token":"{{token}}"}""", "\"success\""),
            await OpenAsync(server, "/socket.io/?EIO=4&transport=websocket", $$"""40/rooms,{"token":"{{token}}"}""", "40/rooms"),
        };

        KeyRotation.Rotate(Settings.None, KeyFileOf(server), KeyKind.Signing, leaked: true, server.Clock.NowMs());
        await server.Installation.Keys.LookAsync(default);
        foreach (var socket in sockets)
        {
            while (await ReceiveAsync(socket) is { } text && !text.StartsWith("41/rooms", StringComparison.Ordinal))
                continue;
            socket.Dispose();
        }
    }

    [Fact]
    public async Task A_forged_token_holds_no_longer_than_one_of_ours_nor_from_the_future()
    {
        await using var server = await RunningServer.StartAsync();
        var ada = await server.RegisterAsync("ada");
        var claims = new JsonWebToken(ada.Text("accessToken"));
        var now = server.Clock.NowMs() / 1_000;
        var keys = KeyRingReader.Read(Settings.None, KeyFileOf(server), server.Clock.NowMs()).Signing.Keys;
        string Forge(long issued) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(keys[claims.Kid]) { KeyId = claims.Kid }, SecurityAlgorithms.HmacSha256),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = claims.Subject,
                ["tid"] = claims.GetPayloadValue<long>("tid"),
                ["sid"] = claims.GetPayloadValue<long>("sid"),
                ["iat"] = issued,
                ["exp"] = now + 1_000_000_000,
            },
        });

        var forged = Forge(now);
        Assert.Equal(200, (await server.GetAsync("/api/v1/me", forged)).Status);
        Assert.Equal(401, (await server.GetAsync("/api/v1/me", Forge(now + 3_600))).Status);
        server.Clock.Shift(server.Installation.Tokens.Life);
        Assert.Equal(401, (await server.GetAsync("/api/v1/me", forged)).Status);
    }

    private static string KeyFileOf(RunningServer server) => Path.Combine(server.Folder, "keys.json");

    private static async Task<ClientWebSocket> OpenAsync(RunningServer server, string path, string? hello = null, string? welcome = null)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(server.Server.Urls.Single().Replace("http", "ws", StringComparison.Ordinal) + path), default);
        if (hello is null || welcome is null)
            return socket;
        await socket.SendAsync(Encoding.UTF8.GetBytes(hello), WebSocketMessageType.Text, true, default);
        string? text;
        do
        {
            text = await ReceiveAsync(socket);
            Assert.NotNull(text);
        }
        while (!text.Contains(welcome, StringComparison.Ordinal));
        return socket;
    }

    // Null: it was closed.
    private static async Task<string?> ReceiveAsync(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[16_384];
        try
        {
            var received = await socket.ReceiveAsync(buffer, limit.Token);
            return received.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, received.Count);
        }
        catch (WebSocketException)
        {
            return null;
        }
    }
}
