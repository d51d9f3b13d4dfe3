using System.Text;

namespace Parley.Host.Tests;

public sealed class FilesTests
{
    [Fact]
    public async Task A_link_ends_and_the_file_does_not()
    {
        await using var server = await RunningServer.StartAsync(null, ("Files:LinkLife", "1h"));
        var token = (await server.RegisterAsync("anna")).Text("accessToken");
        var file = await UploadAsync(server, token, "hello");
        var link = file.Json.Text("file_url");
        Assert.Equal("hello", (await server.GetAsync(link)).Text);
        server.Clock.Shift(TimeSpan.FromMinutes(59));
        Assert.Equal(200, (await server.GetAsync(link)).Status);
        server.Clock.Shift(TimeSpan.FromMinutes(20));
        Assert.Equal((403, "link_invalid"), (await server.GetAsync(link)).Outcome);
        Assert.Equal("hello", (await server.GetAsync(link, token)).Text);
        Assert.Equal("hello", (await server.GetAsync($"/api/v1/files/{file.Json.Text("id")}", token)).Text);
    }

    [Fact]
    public async Task Links_begin_with_the_public_address_where_there_is_one()
    {
        await using var server = await RunningServer.StartAsync(null, ("Files:PublicUrl", "https://chat.example.com/parley/"));
        var token = (await server.RegisterAsync("ben")).Text("accessToken");
        var link = (await UploadAsync(server, token, "hello")).Json.Text("file_url");
        Assert.StartsWith("https://chat.example.com/parley/api/v1/files/", link, StringComparison.Ordinal);
        Assert.InRange(link.Length, 1, 255); // documents 003 and 004 keep it in 255 or 500 characters
        Assert.Equal("hello", (await server.GetAsync(link["https://chat.example.com/parley".Length..])).Text);
        var ownId = (await server.RegisterAsync("bert")).GetProperty("user").Text("id");
        var strangers = await server.PostAsync($"/api/v1/messages/{ownId}", new { file_url = link }, token);
        Assert.Equal((403, "not_friends"), strangers.Outcome); // and not file_not_found: the address was read back
        Assert.Equal((404, "file_not_found"), (await server.PostAsync($"/api/v1/messages/{ownId}", new { file_url = link.Replace("chat.", "evil.", StringComparison.Ordinal) }, token)).Outcome);
    }

    [Fact]
    public async Task Bounds_are_configured_and_a_file_outlives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("parley-host-").FullName;
        try
        {
            string token, path;
            await using (var server = await RunningServer.StartAsync(folder, ("Files:MaxOther", "2000"), ("Files:UserQuota", "3000"), ("Limits:FileLinks:Permits", "3"), ("Limits:ExemptAddresses", "10.0.0.1")))
            {
                token = (await server.RegisterAsync("cleo")).Text("accessToken");
                Assert.Equal((413, "file_too_large"), (await UploadAsync(server, token, new string('x', 2001))).Outcome);
                var file = await UploadAsync(server, token, new string('x', 2000));
                path = file.Json.Text("file_url");
                Assert.Equal((413, "file_quota_exceeded"), (await UploadAsync(server, token, new string('x', 1001))).Outcome);
                for (var i = 0; i < 3; i++)
                    Assert.Equal(200, (await server.GetAsync(path)).Status);
                Assert.Equal((429, "rate_limited"), (await server.GetAsync(path)).Outcome);
            }

            await using var again = await RunningServer.StartAsync(folder);
            Assert.Equal(2000, (await again.GetAsync(path)).Text.Length);
            Assert.Equal(2000, (await again.GetAsync(path.Split('?')[0], token)).Text.Length);

            foreach (var bytes in Directory.GetFiles(Path.Combine(folder, "files"), "*", SearchOption.AllDirectories))
                File.Delete(bytes);
            Assert.Equal((404, "file_not_found"), (await again.GetAsync(path)).Outcome);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<Answer> UploadAsync(RunningServer server, string token, string text) => server.UploadAsync(
        "/api/v1/files", Encoding.UTF8.GetBytes(text), "a.txt", token);
}
