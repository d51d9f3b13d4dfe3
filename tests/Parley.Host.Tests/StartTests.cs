using Parley.Configuration;
using Parley.Secrets;

namespace Parley.Host.Tests;

public sealed class StartTests
{
    [Theory]
    [InlineData("Auth:BcryptCost", "16", "4 to 15")]
    [InlineData("Auth:AccessTokenLife", "1y", "10s to 1d")]
    [InlineData("Auth:SigningKey", "short", "at least 32 bytes")]
    [InlineData("Limits:Messages:Permits", "-1", "1 to 10000000")]
    [InlineData("Tenant:ContactPolicy", "nobody", "open, firstContact, friends")]
    [InlineData("Cors:Origins", "example.com/path", "origins")]
    [InlineData("Server:TrustedProxies", "proxy", "addresses or networks")]
    [InlineData("Database", "mysql:x", "sqlite:PATH")]
    [InlineData("Files:MaxImage", "5MB", "1024 to 1073741824")]
    [InlineData("Files:PublicUrl", "chat.example.com", "https://chat.example.com")]
    [InlineData("Urls", "5080", "http://127.0.0.1:5080")]
    public async Task A_wrong_setting_is_named_with_what_is_allowed(string key, string value, string allowed)
    {
        var wrong = await Assert.ThrowsAsync<SettingException>(() => RunningServer.StartAsync(null, (key, value)));
        Assert.Contains(key, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', wrong.Message);
    }

    [Fact]
    public async Task A_setting_that_nothing_asks_for_is_a_slip_of_the_pen()
    {
        var wrong = await Assert.ThrowsAsync<SettingException>(() => RunningServer.StartAsync(null, ("Limits:Mesages:Permits", "5")));
        Assert.Contains("Limits:Mesages:Permits", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_with_another_key_than_the_database_was_written_with_says_which()
    {
        var folder = Directory.CreateTempSubdirectory("parley-host-").FullName;
        try
        {
            await (await RunningServer.StartAsync(folder, ("Auth:SigningKey", new string('a', 32)))).DisposeAsync();
            await (await RunningServer.StartAsync(folder, ("Auth:SigningKey", new string('a', 32)))).DisposeAsync();
            var other = await Assert.ThrowsAsync<KeyMismatchException>(() => RunningServer.StartAsync(folder, ("Auth:SigningKey", new string('b', 32))));
            Assert.Contains("Auth:SigningKey", other.Message, StringComparison.Ordinal);

            // A new key under a new id beside the old one is no mismatch, and the old one's tokens stay good.
            await using var rotated = await RunningServer.StartAsync(
                folder, ("Auth:SigningKeys:1", new string('a', 32)), ("Auth:SigningKey", new string('b', 32)), ("Auth:SigningKeyId", "2"));
            Assert.Equal(200, (await rotated.GetAsync("/health/ready")).Status);

            File.Delete(Path.Combine(folder, "keys.json"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_lost_key_file_is_noticed_before_anything_is_served()
    {
        var folder = Directory.CreateTempSubdirectory("parley-host-").FullName;
        try
        {
            await (await RunningServer.StartAsync(folder)).DisposeAsync();
            File.Delete(Path.Combine(folder, "keys.json"));
            await Assert.ThrowsAsync<KeyMismatchException>(() => RunningServer.StartAsync(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Live_and_ready_are_told_without_a_token_and_every_answer_has_a_request_id()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(200, (await server.GetAsync("/health/live")).Status);
        var ready = await server.GetAsync("/health/ready", null, ("X-Request-Id", "mine-1"));
        Assert.Equal((200, "mine-1"), (ready.Status, ready.Headers["X-Request-Id"]));
        Assert.False(ready.Headers.ContainsKey("Server"));
        var nothing = await server.GetAsync("/api/v1/nothing/here", null, ("X-Request-Id", "bad id\u0001"));
        Assert.Equal((404, "route_not_found"), nothing.Outcome);
        Assert.Equal(32, nothing.Headers["X-Request-Id"].Length);
    }

    [Fact]
    public async Task Requests_and_sign_ins_of_an_address_are_bounded()
    {
        await using var server = await RunningServer.StartAsync(
            null, ("Limits:ExemptAddresses", "10.0.0.1"), ("Limits:RestAddress:Permits", "5"), ("Limits:RestUser:Permits", "50"), ("Limits:SignInAddress:Permits", "2"));
        var token = (await server.RegisterAsync("pia")).Text("accessToken");
        Assert.Equal(401, (await server.PostAsync("/api/v1/auth/login", new { username = "pia", password = "wrong enough" })).Status);
        var third = await server.PostAsync("/api/v1/auth/login", new { username = "pia", password = "long enough" });
        Assert.Equal((429, "rate_limited"), third.Outcome);
        Assert.True(third.Headers.ContainsKey("Retry-After"));
        Assert.Equal(401, (await server.GetAsync("/api/v1/me")).Status);
        Assert.Equal(401, (await server.GetAsync("/api/v1/me")).Status);
        Assert.Equal(429, (await server.GetAsync("/api/v1/me")).Status);
        Assert.Equal(200, (await server.GetAsync("/api/v1/me", token)).Status);
    }

    [Fact]
    public async Task Pages_of_configured_origins_may_call()
    {
        await using var server = await RunningServer.StartAsync(null, ("Cors:Origins", "https://app.example.com"));
        var ok = await server.GetAsync("/api/v1/me", null, ("Origin", "https://app.example.com"));
        Assert.Equal("https://app.example.com", ok.Headers["Access-Control-Allow-Origin"]);
        Assert.False((await server.GetAsync("/api/v1/me", null, ("Origin", "https://evil.example.com"))).Headers.ContainsKey("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Demo_people_are_made_once_and_can_use_their_tokens()
    {
        await using var server = await RunningServer.StartAsync();
        using var first = new StringWriter();
        await DemoPeople.MakeAndPrintAsync(server.Installation, first, CancellationToken.None);
        using var second = new StringWriter();
        await DemoPeople.MakeAndPrintAsync(server.Installation, second, CancellationToken.None);
        var lines = second.ToString().Split('\n').Where(line => line.Contains("token=", StringComparison.Ordinal)).ToList();
        Assert.Equal(["alice", "bob", "carol"], lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
        Assert.Equal(200, (await server.GetAsync("/api/v1/me", lines[0].Split("token=")[1].Trim())).Status);
        Assert.Equal(200, (await server.PostAsync("/api/v1/auth/login", new { username = "bob", password = "parley-demo" })).Status);
    }

    [Fact]
    public async Task Bench_people_come_with_tokens_and_each_two_are_friends()
    {
        await using var server = await RunningServer.StartAsync();
        var file = Path.Combine(server.Folder, "users");
        await BenchPeople.MakeAsync(server.Installation, 5, file, friends: true, CancellationToken.None);
        var people = (await File.ReadAllLinesAsync(file)).Select(line => line.Split('\t')).ToList();
        Assert.Equal(5, people.Count);
        foreach (var person in people)
            Assert.Equal(long.Parse(person[0], System.Globalization.CultureInfo.InvariantCulture), (await server.GetAsync("/api/v1/me", person[1])).Data.GetProperty("numericId").GetInt64());
        foreach (var (one, other) in ((int, int)[])[(0, 1), (3, 2)])
        {
            var friends = await server.Installation.Stores.Friends.ReadFriendIdsAsync(new(Number(people[one][0])), CancellationToken.None);
            Assert.Equal(Number(people[other][0]), Assert.Single(friends).Value);
        }
    }

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
