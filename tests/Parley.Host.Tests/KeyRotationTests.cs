using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Parley.Configuration;
using Parley.Secrets;

namespace Parley.Host.Tests;

public sealed class KeyRotationTests
{
    private const string Phone = "+8613800138000";

    [Fact]
    public async Task Keys_are_replaced_while_people_go_on_with_what_they_have()
    {
        await using var server = await RunningServer.StartAsync();
        var before = await server.RegisterAsync("ada", Phone);
        Assert.Equal("1", KidOf(before));

        Assert.Equal(2, Rotate(server, KeyKind.Signing));
        Assert.Equal(2, Rotate(server, KeyKind.Field));
        await server.Installation.Keys.LookAsync(default);
        var meanwhile = await server.RegisterAsync("bob", Phone);
        Assert.Equal("1", KidOf(meanwhile)); // known to all, and not yet in use

        Assert.Equal(3, Rotate(server, KeyKind.Signing, ago: KeyRotation.Notice));
        Assert.Equal(3, Rotate(server, KeyKind.Field, ago: KeyRotation.Notice));
        await server.Installation.Keys.LookAsync(default);
        var after = await server.RegisterAsync("eve", Phone);
        Assert.Equal("3", KidOf(after));
        foreach (var one in new[] { before, meanwhile, after })
            Assert.Equal(Phone, (await server.GetAsync("/api/v1/me", one.Text("accessToken"))).Data.Text("phone"));
    }

    [Fact]
    public async Task A_leaked_signing_key_is_void_and_people_refresh()
    {
        await using var server = await RunningServer.StartAsync();
        var before = await server.RegisterAsync("ada");
        Assert.Equal(2, Rotate(server, KeyKind.Signing, leaked: true));
        await server.Installation.Keys.LookAsync(default);
        Assert.Equal(401, (await server.GetAsync("/api/v1/me", before.Text("accessToken"))).Status);
        var fresh = await server.PostAsync("/api/v1/auth/refresh", new { refreshToken = before.Text("refreshToken") });
        Assert.Equal("2", KidOf(fresh.Data));
        Assert.Equal(200, (await server.GetAsync("/api/v1/me", fresh.Data.Text("accessToken"))).Status);
    }

    [Fact]
    public async Task Keys_that_are_configured_are_not_replaced_here()
    {
        await using var server = await RunningServer.StartAsync();
        var settings = new Settings(key => key == "Auth:SigningKey" ? new string('k', 40) : null, _ => []);
        Assert.Null(KeyRotation.Rotate(settings, KeyFileOf(server), KeyKind.Signing, leaked: false, 0));
    }

    private static int? Rotate(RunningServer server, KeyKind kind, bool leaked = false, TimeSpan ago = default) =>
        KeyRotation.Rotate(Settings.None, KeyFileOf(server), kind, leaked, (server.Clock.GetUtcNow() - ago).ToUnixTimeMilliseconds());

    private static string KeyFileOf(RunningServer server) => Path.Combine(server.Folder, "keys.json");

    private static string KidOf(JsonElement signedIn) =>
        JsonDocument.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(signedIn.Text("accessToken").Split('.')[0]))).RootElement.Text("kid");
}
