using System.Text;
using System.Text.Json;

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

    [Theory]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("https://chat.example.com")]
    public async Task An_address_with_the_host_that_a_client_put_before_it_is_still_ours(string host)
    {
        await using var server = await RunningServer.StartAsync(null, ("Rooms:ContactPolicy", "open"));
        var token = (await server.RegisterAsync("anna")).Text("accessToken");
        var peer = (await server.RegisterAsync("ben")).GetProperty("user").GetProperty("numericId").GetInt64();
        var url = host + (await UploadAsync(server, token, "hello")).Json.Text("file_url");

        var onWeb = await server.PostAsync("/api/web/messages", new { receiverId = peer, fileUrl = url }, token);
        Assert.True(onWeb.Status == 200, onWeb.Text);
        Assert.Equal(("a.txt", 5), (onWeb.Data.Text("fileName"), onWeb.Data.GetProperty("fileSize").GetInt32()));
        var inRooms = await server.PostAsync("/api/chat/messages", new { receiver_id = peer, message_type = "file", content = "", file_url = url }, token);
        Assert.True(inRooms.Status == 201, inRooms.Text);
        Assert.Equal(("a.txt", 5), (inRooms.Data.Text("file_name"), inRooms.Data.GetProperty("file_size").GetInt32()));
        Assert.Equal("hello", (await server.GetAsync(inRooms.Data.Text("file_url"))).Text);

        var forged = await server.PostAsync("/api/web/messages", new { receiverId = peer, fileUrl = url[..^1] + "!" }, token);
        Assert.Equal((404, "file_not_found"), forged.Outcome);
    }

    [Fact]
    public async Task A_message_gives_a_file_no_name_that_an_upload_could_not_have()
    {
        await using var server = await RunningServer.StartAsync(null, ("Rooms:ContactPolicy", "open"));
        var token = (await server.RegisterAsync("anna")).Text("accessToken");
        var peer = (await server.RegisterAsync("ben")).GetProperty("user").GetProperty("numericId").GetInt64();
        var url = (await UploadAsync(server, token, "hello")).Json.Text("file_url");

        var onWeb = await server.PostAsync("/api/web/messages", new { receiverId = peer, fileUrl = url, fileName = "x.bat" }, token);
        Assert.Equal((415, "file_type_refused", "fileName"), (onWeb.Status, onWeb.Code, onWeb.Field));
        foreach (var (file, name, status) in new[] { (url, "x.bat. ", 415), (url, "x.pdf", 415), (url, "x.md", 201), ("https://x.example/y", "x.exe", 415), ("https://x.example/y", "x.pdf", 201) })
        {
            var sent = await server.PostAsync("/api/chat/messages", new { receiver_id = peer, message_type = "file", content = "", file_url = file, file_name = name }, token);
            Assert.True(sent.Status == status, $"{name}: {sent.Text}");
            Assert.Equal(status == 415 ? "file_name" : null, sent.Field);
        }
    }

    [Fact]
    public async Task A_picture_of_somebody_is_kept()
    {
        await using var server = await RunningServer.StartAsync();
        var token = (await server.RegisterAsync("anna")).Text("accessToken");
        var thief = (await server.RegisterAsync("eve")).Text("accessToken");
        var files = new List<Answer>();
        for (var i = 0; i < 6; i++)
            files.Add(await UploadAsync(server, token, $"picture {i}"));
        var urls = files.ConvertAll(file => file.Json.Text("file_url"));

        Assert.Equal(200, (await server.CallAsync(HttpMethod.Patch, "/api/v1/auth/me", new { avatarUrl = urls[0] }, token)).Status);
        var contact = await server.PostAsync("/api/web/contact", new { name = "Bob", avatar = "http://127.0.0.1:5000" + urls[1] }, token);
        Assert.Equal(200, contact.Status);
        Assert.Equal(200, (await server.CallAsync(HttpMethod.Put, $"/api/web/contact/{contact.Data.GetProperty("id").GetInt64()}", new { avatar = urls[2] }, token)).Status);
        var group = await server.PostAsync("/api/v1/groups", new { name = "g", avatar_url = urls[3], member_ids = Array.Empty<string>() }, token);
        Assert.Equal(201, group.Status);
        Assert.Equal(200, (await server.CallAsync(HttpMethod.Put, $"/api/v1/groups/{group.Json.Text("id")}", new { avatar_url = urls[4] }, token)).Status);
        foreach (var theft in new[] { urls[5], urls[5].Split('?')[0], urls[5].Replace("expires=", "expires=253402300799&x=", StringComparison.Ordinal) })
            Assert.Equal((404, "file_not_found"), (await server.CallAsync(HttpMethod.Patch, "/api/v1/auth/me", new { avatarUrl = theft }, thief)).Outcome);

        Assert.Single(await server.Installation.Stores.Files.CondemnAsync(long.MaxValue, CancellationToken.None));
        for (var i = 0; i < 6; i++)
            Assert.Equal(i < 5 ? 200 : 404, (await server.GetAsync($"/api/v1/files/{files[i].Json.Text("id")}", token)).Status);
    }

    [Fact]
    public async Task A_picture_is_seen_for_as_long_as_it_is_shown()
    {
        await using var server = await RunningServer.StartAsync(null, ("Files:LinkLife", "1m"));
        var token = (await RegisterProviderAsync(server)).Text("accessToken");
        var eve = (await server.RegisterAsync("eve")).Text("accessToken");
        var url = (await UploadAsync(server, token, "hello")).Json.Text("file_url");
        Assert.Equal(200, (await server.CallAsync(HttpMethod.Patch, "/api/v1/me", new { avatarUrl = "http://127.0.0.1:5000" + url }, token)).Status);
        var offer = new { name = "n", category = "家政", price = 1, location = new { lat = 1, lng = 2 }, images = new[] { url, "https://example.com/a.png" } };
        var service = await server.PostAsync("/api/v1/services", offer, token);
        Assert.True(service.Status is 200 or 201, service.Text);
        Assert.Equal((404, "file_not_found"), (await server.PostAsync("/api/v1/auth/register", new { username = "mallory", password = "long enough", avatarUrl = url })).Outcome);

        // Whoever sees it may show it too, and may make of it nothing else.
        var image = service.Data.GetProperty("images")[0].GetString()!;
        Assert.Equal(image, (await server.CallAsync(HttpMethod.Patch, "/api/v1/me", new { avatarUrl = image }, eve)).Data.Text("avatarUrl"));
        Assert.Equal(404, (await server.CallAsync(HttpMethod.Patch, "/api/v1/me", new { avatarUrl = image[..^1] + "!" }, eve)).Status);

        server.Clock.Shift(TimeSpan.FromMinutes(5));
        Assert.Equal((403, "link_invalid"), (await server.GetAsync(url)).Outcome);
        var shown = (await server.GetAsync($"/api/v1/services/{service.Data.Text("id")}", eve)).Data;
        Assert.Equal([image, "https://example.com/a.png"], shown.GetProperty("images").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(image, shown.GetProperty("provider").Text("avatarUrl"));
        Assert.Equal("hello", (await server.GetAsync(image)).Text);
    }

    [Theory]
    [InlineData("http://example.com/a.png")]
    [InlineData("/a.png")]
    [InlineData("//example.com/a.png")]
    [InlineData("javascript:alert(1)")]
    public async Task An_image_of_a_service_is_ours_or_is_fetched_encrypted(string url)
    {
        await using var server = await RunningServer.StartAsync();
        var token = (await RegisterProviderAsync(server)).Text("accessToken");
        var refused = await server.PostAsync("/api/v1/services", new { name = "n", category = "家政", price = 1, location = new { lat = 1, lng = 2 }, images = new[] { url } }, token);
        Assert.Equal((400, "images"), (refused.Status, refused.Field));
    }

    private static async Task<JsonElement> RegisterProviderAsync(RunningServer server) =>
        (await server.PostAsync("/api/v1/auth/register", new { username = "anna", password = "long enough", userType = "provider" })).Data;

    private static Task<Answer> UploadAsync(RunningServer server, string token, string text) => server.UploadAsync(
        "/api/v1/files", Encoding.UTF8.GetBytes(text), "a.txt", token);
}
