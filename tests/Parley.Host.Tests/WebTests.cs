using System.Text.Json;

namespace Parley.Host.Tests;

/// <summary>The REST of the Web surface in this process; what a client sees of it in detail is told by the black-box tests.</summary>
public sealed class WebTests : IAsyncLifetime
{
    private RunningServer _server = null!;
    private string _token = null!;
    private string _peerToken = null!;
    private long _me;
    private long _peer;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(null, ("Web:TimeZone", "UTC"));
        (_token, _me) = Read(await _server.RegisterAsync("ann"));
        (_peerToken, _peer) = Read(await _server.RegisterAsync("bob"));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_address_book_is_written_and_read()
    {
        var group = (await DataAsync(HttpMethod.Post, "/contact-groups", new { name = "g", color = "#fff" })).GetProperty("id").GetInt64();
        var contact = (await DataAsync(HttpMethod.Post, "/contact", new { name = "Bob", contactUserId = _peer, groupId = group, idCard = "110101199001011234" })).GetProperty("id").GetInt64();
        await DataAsync(HttpMethod.Put, $"/contact/{contact}", new { phone = "13800138000", isPinned = 1, idCard = "110***********1234" });
        await DataAsync(HttpMethod.Put, $"/contact-groups/{group}", new { sortOrder = 3 });

        var line = (await DataAsync(HttpMethod.Get, $"/contact?group_id={group}&keyword=13800138000")).GetProperty("records")[0];
        Assert.Equal(("Bob", "110***********1234", true, _peer), (line.Text("name"), line.Text("idCard"), line.GetProperty("isPinned").GetBoolean(), line.GetProperty("contactUserId").GetInt64()));
        Assert.Equal(3, (await DataAsync(HttpMethod.Get, "/contact-groups")).GetProperty("records")[0].GetProperty("sortOrder").GetInt32());
        Assert.False((await DataAsync(HttpMethod.Get, $"/online?ids={_peer}")).GetProperty("records")[0].GetProperty("isOnline").GetBoolean());
        Assert.Equal(1, Rows(await DataAsync(HttpMethod.Delete, $"/contact-groups/{group}")));
        Assert.Equal(1, Rows(await DataAsync(HttpMethod.Delete, $"/contact/{contact}")));
    }

    [Theory]
    [InlineData("{\"name\":\"x\",\"groupId\":\"\",\"contactUserId\":\"\"}")]
    [InlineData("{\"name\":\"x\",\"groupId\":0}")]
    [InlineData("{\"name\":\"x\",\"groupId\":\"0\"}")]
    public async Task A_forms_empty_field_names_nobody_and_no_group(string body)
    {
        var id = (await DataAsync(HttpMethod.Post, "/contact", new { name = "Bob", contactUserId = _peer })).GetProperty("id").GetInt64();
        await DataAsync(HttpMethod.Put, $"/contact/{id}", body);
        await DataAsync(HttpMethod.Post, "/contact", body);
        Assert.All(
            (await DataAsync(HttpMethod.Get, "/contact")).GetProperty("records").EnumerateArray(),
            line => Assert.Equal(JsonValueKind.Null, line.GetProperty("groupId").ValueKind));
    }

    [Fact]
    public async Task Messages_go_from_sending_to_recall_and_sessions_follow()
    {
        var sent = await DataAsync(HttpMethod.Post, "/messages", new { receiverId = _peer, content = "hello there", tempId = "t" });
        Assert.Equal((_me, _peer, "t"), (sent.GetProperty("senderId").GetInt64(), sent.GetProperty("receiverId").GetInt64(), sent.Text("tempId")));
        var id = sent.GetProperty("id").GetInt64();
        Assert.Equal(1, (await DataAsync(HttpMethod.Get, "/messages/search?keyword=hello&start_time=2020-01-01&end_time=2100-01-01")).GetProperty("total").GetInt32());
        Assert.Equal(1, Rows(await DataAsync(HttpMethod.Put, "/messages/read", new { contactId = _me, messageIds = new[] { id } }, _peerToken)));
        Assert.True((await DataAsync(HttpMethod.Get, $"/messages/{_peer}")).GetProperty("records")[0].GetProperty("readStatus").GetBoolean());

        var session = (await DataAsync(HttpMethod.Get, "/sessions")).GetProperty("records")[0].GetProperty("id").GetInt64();
        Assert.Equal(1, Rows(await DataAsync(HttpMethod.Put, $"/sessions/{session}/pin", new { isPinned = true })));
        Assert.Equal(1, Rows(await DataAsync(HttpMethod.Put, $"/messages/{id}/recall")));
        Assert.Equal(1, Rows(await DataAsync(HttpMethod.Delete, $"/sessions/{session}")));
        Assert.Empty((await DataAsync(HttpMethod.Get, "/sessions")).GetProperty("records").EnumerateArray());
    }

    [Fact]
    public async Task A_picture_goes_up_and_into_a_message()
    {
        var png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        var file = (await _server.UploadAsync("/api/web/files/upload", png, "a.png", _token)).Data;
        var sent = await DataAsync(HttpMethod.Post, "/messages", new { receiverId = _peer, messageType = 2, fileUrl = file.Text("fileUrl") });
        Assert.Equal(("a.png", png.Length), (sent.Text("fileName"), sent.GetProperty("fileSize").GetInt32()));
        Assert.Equal(200, (await _server.GetAsync($"/api/web/files/{file.GetProperty("id").GetInt64()}", _peerToken)).Status);
    }

    [Theory]
    [InlineData("GET", "/contact?page_size=0", null, 400, "invalid_field")]
    [InlineData("GET", "/contact?page=x", null, 400, "invalid_field")]
    [InlineData("POST", "/contact", "{\"name\":\"x\",\"groupId\":true}", 400, "invalid_field")]
    [InlineData("POST", "/contact", "{\"name\":\"x\",\"groupId\":5,\"contactUserId\":\"\"}", 404, "not_found")]
    [InlineData("POST", "/contact", "{\"name\":\"x\",\"groupId\":\"\\ud800\"}", 404, "not_found")]
    [InlineData("POST", "/contact", "{}", 400, "missing_field")]
    [InlineData("PUT", "/contact/1", "{\"name\":\"x\"}", 404, "not_found")]
    [InlineData("POST", "/contact-groups", "{\"name\":\"x\",\"sortOrder\":1.5}", 400, "invalid_field")]
    [InlineData("GET", "/messages/1", null, 404, "user_not_found")]
    [InlineData("POST", "/messages", "{\"receiverId\":1,\"content\":\"x\"}", 404, "user_not_found")]
    [InlineData("PUT", "/messages/read", "{}", 400, "missing_field")]
    [InlineData("PUT", "/messages/1/recall", null, 404, "message_not_found")]
    [InlineData("GET", "/messages/search?keyword=x&end_time=never", null, 400, "invalid_field")]
    [InlineData("PUT", "/sessions/1/pin", "{\"isPinned\":false}", 404, "conversation_not_found")]
    [InlineData("GET", "/online", null, 400, "missing_field")]
    [InlineData("GET", "/nowhere", null, 404, "route_not_found")]
    public async Task What_is_wrong_has_its_status_and_code_in_the_envelope(string method, string path, string? body, int status, string code)
    {
        var answer = await _server.CallAsync(new HttpMethod(method), "/api/web" + path, body, _token);
        using var json = JsonDocument.Parse(answer.Text);
        Assert.Equal((status, "0", code), (answer.Status, json.RootElement.Text("status"), json.RootElement.Text("code")));
        Assert.NotEqual("", json.RootElement.Text("error"));
    }

    [Fact]
    public async Task A_zone_that_nobody_knows_ends_the_start() =>
        await Assert.ThrowsAsync<Parley.Configuration.SettingException>(() => RunningServer.StartAsync(null, ("Web:TimeZone", "Nowhere/Land")));

    private static (string Token, long Id) Read(JsonElement signedUp) =>
        (signedUp.Text("accessToken")!, signedUp.GetProperty("user").GetProperty("numericId").GetInt64());

    private static long Rows(JsonElement data) => data.GetProperty("affectedRows").GetInt64();

    private async Task<JsonElement> DataAsync(HttpMethod method, string path, object? body = null, string? token = null)
    {
        var answer = await _server.CallAsync(method, "/api/web" + path, body, token ?? _token);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Data;
    }
}
