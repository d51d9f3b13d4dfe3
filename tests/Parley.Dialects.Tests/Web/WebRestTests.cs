using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Parley.Dialects.Tests.Social;

namespace Parley.Dialects.Tests.Web;

/// <summary>The paths under <c>/api/web</c>.</summary>
public sealed class WebRestTests(SocialServer server) : IClassFixture<SocialServer>
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_contact_is_added_shown_changed_and_deleted()
    {
        var (one, other) = await server.FriendsAsync();
        var group = (await OkAsync(one, "POST", "/contact-groups", new { name = "同事", sortOrder = 2, color = "#409EFF" })).Number("id");
        var contact = new
        {
            contactUserId = other.Number,
            name = "张三",
            phone = "13800138000",
            email = "zs@example.com",
            idCard = "110101199001011234",
            avatar = (string?)null,
            description = "x",
            isSystemUser = true,
            groupId = group,
            isPinned = false,
        };
        var id = (await OkAsync(one, "POST", "/contact", contact)).Number("id");
        var shown = Assert.Single((await OkAsync(one, "GET", $"/contact?group_id={group}&keyword=%E5%BC%A0&page=1&page_size=5")).GetProperty("records").EnumerateArray());
        Assert.Equal((id, other.Number, group, "110***********1234"), (shown.Number("id"), shown.Number("contactUserId"), shown.Number("groupId"), shown.Text("idCard")));
        await OkAsync(one, "PUT", $"/contact/{id}", new { name = "李四", email = (string?)null, isPinned = true });
        Assert.Equal("李四", (await OkAsync(one, "GET", "/contact")).GetProperty("records")[0].Text("name"));
        await RefusedAsync(other, HttpStatusCode.NotFound, "not_found", "PUT", $"/contact/{id}", new { name = "mine" });
        Assert.Equal(1, (await OkAsync(one, "DELETE", $"/contact/{id}")).Number("affectedRows"));
        await RefusedAsync(one, HttpStatusCode.NotFound, "not_found", "DELETE", $"/contact/{id}");
    }

    [Fact]
    public async Task Contact_groups_are_listed_changed_and_deleted()
    {
        var person = await server.PersonAsync();
        var id = (await OkAsync(person, "POST", "/contact-groups", new { name = "朋友" })).Number("id");
        await OkAsync(person, "PUT", $"/contact-groups/{id}", new { name = "同学", sortOrder = 3, color = (string?)null });
        var shown = Assert.Single((await OkAsync(person, "GET", "/contact-groups")).GetProperty("records").EnumerateArray());
        Assert.Equal(("同学", 3), (shown.Text("name"), (int)shown.Number("sortOrder")));
        Assert.Equal(1, (await OkAsync(person, "DELETE", $"/contact-groups/{id}")).Number("affectedRows"));
        await RefusedAsync(person, HttpStatusCode.NotFound, "not_found", "DELETE", $"/contact-groups/{id}");
    }

    [Theory]
    [InlineData("contact", """{}""", "missing_field")]
    [InlineData("contact", """{"name":5}""", "invalid_field")]
    [InlineData("contact", """{"name":"x","phone":5}""", "invalid_field")]
    [InlineData("contact", """{"name":"x","email":5}""", "invalid_field")]
    [InlineData("contact", """{"name":"x","idCard":5}""", "invalid_field")]
    [InlineData("contact", """{"name":"x","avatar":5}""", "invalid_field")]
    [InlineData("contact", """{"name":"x","description":5}""", "invalid_field")]
    [InlineData("contact", """{"name":"x","isSystemUser":5}""", "invalid_field")]
    [InlineData("contact", """{"name":"x","isPinned":5}""", "invalid_field")]
    [InlineData("contact", """{"name":"x","contactUserId":{}}""", "invalid_field")]
    [InlineData("contact", """{"name":"x","contactUserId":"abc"}""", "user_not_found")]
    [InlineData("contact", """{"name":"x","groupId":{}}""", "invalid_field")]
    [InlineData("contact", """{"name":"x","groupId":"abc"}""", "not_found")]
    [InlineData("contact", "[", "malformed_json")]
    [InlineData("contact-groups", "{}", "missing_field")]
    [InlineData("contact-groups", """{"name":5}""", "invalid_field")]
    [InlineData("contact-groups", """{"name":"x","sortOrder":"1"}""", "invalid_field")]
    [InlineData("contact-groups", """{"name":"x","color":5}""", "invalid_field")]
    [InlineData("messages", """{"content":"x"}""", "missing_field")]
    [InlineData("messages", """{"receiverId":7}""", "missing_field")]
    [InlineData("messages", """{"receiverId":7,"content":"x"}""", "user_not_found")]
    [InlineData("messages", """{"receiverId":[],"content":"x"}""", "invalid_field")]
    [InlineData("messages", """{"receiverId":7,"content":"x","messageType":4}""", "invalid_field")]
    [InlineData("messages", """{"receiverId":7,"messageType":2}""", "missing_field")]
    [InlineData("messages", """{"receiverId":7,"messageType":2,"fileUrl":"https://elsewhere.example/a.png"}""", "file_not_found")]
    public async Task What_makes_no_sense_is_refused(string path, string body, string code)
    {
        var person = await server.PersonAsync();
        var (status, answer) = await person.CallAnyAsync("POST", $"/api/web/{path}", Json(body));
        Assert.Equal(("0", code), (answer.Text("status"), answer.Text("code")));
        Assert.InRange((int)status, 400, 404);
    }

    [Fact]
    public async Task A_message_is_sent_listed_read_searched_and_recalled()
    {
        var (one, other) = await server.FriendsAsync();
        using var receiver = await other.EnterAsync("/web");
        var sent = await OkAsync(one, "POST", "/messages", new { receiverId = other.Number, messageType = 1, content = "晚上吃火锅", tempId = "t" });
        var id = sent.Number("id");
        Assert.Equal(id, (await receiver.ExpectAsync("message")).Number("id"));
        var page = await OkAsync(other, "GET", $"/messages/{one.Number}?page=1&page_size=10");
        Assert.Equal((1, id), (page.Number("total"), page.GetProperty("records")[0].Number("id")));
        Assert.Equal(1, (await OkAsync(other, "PUT", "/messages/read", new { contactId = one.Number, messageIds = new[] { id } })).Number("affectedRows"));
        await OkAsync(other, "PUT", "/messages/read", new { contactId = one.Number });
        await RefusedAsync(other, HttpStatusCode.BadRequest, "missing_field", "PUT", "/messages/read", new { });
        await RefusedAsync(other, HttpStatusCode.BadRequest, "missing_field", "GET", "/messages/search");
        await RefusedAsync(other, HttpStatusCode.BadRequest, "invalid_field", "GET", "/messages/search?keyword=x&start_time=never");
        await OkAsync(other, "GET", "/messages/search?keyword=%E7%81%AB%E9%94%85&start_time=2020-01-01&end_time=2099-01-01&page=1");
        Assert.Equal(1, (await OkAsync(one, "PUT", $"/messages/{id}/recall")).Number("affectedRows"));
        Assert.Equal(id, (await receiver.ExpectAsync("messageRecalled")).Number("messageId"));
        await RefusedAsync(one, HttpStatusCode.NotFound, "message_not_found", "PUT", "/messages/12345/recall");
    }

    [Fact]
    public async Task Sessions_are_listed_pinned_and_hidden()
    {
        var (one, other) = await server.FriendsAsync();
        using var receiver = await other.EnterAsync("/web");
        await OkAsync(one, "POST", "/messages", new { receiverId = other.Number, content = "hi" });
        await receiver.ExpectAsync("message");
        var session = Assert.Single((await OkAsync(other, "GET", "/sessions")).GetProperty("records").EnumerateArray());
        Assert.Equal((one.Number, 1L, "hi"), (session.Number("contactId"), session.Number("unreadCount"), session.GetProperty("lastMessage").Text("content")));
        var id = session.Number("id");
        Assert.Equal(1, (await OkAsync(other, "PUT", $"/sessions/{id}/pin", new { isPinned = true })).Number("affectedRows"));
        Assert.Equal("true", (await OkAsync(other, "GET", "/sessions")).GetProperty("records")[0].Text("isPinned"));
        await OkAsync(other, "PUT", $"/sessions/{id}/pin", new { isPinned = false });
        await RefusedAsync(other, HttpStatusCode.BadRequest, "missing_field", "PUT", $"/sessions/{id}/pin", new { });
        await OkAsync(other, "DELETE", $"/sessions/{id}");
        Assert.Empty((await OkAsync(other, "GET", "/sessions")).GetProperty("records").EnumerateArray());
    }

    [Fact]
    public async Task A_file_is_uploaded_sent_and_fetched_by_who_may_see_it()
    {
        var (one, other) = await server.FriendsAsync();
        var stranger = await server.PersonAsync();
        using var receiver = await other.EnterAsync("/web");
        using var form = new MultipartFormDataContent();
        using var part = new ByteArrayContent(Png);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(part, "file", "a.png");
        var file = await OkAsync(one, "POST", "/files/upload", form);
        using var sender = await one.EnterAsync("/web");
        Assert.Equal("1", (await sender.AskAsync("message", new { receiverId = other.Number, messageType = 2, fileUrl = file.Text("fileUrl"), fileName = "b.png" })).Text("status"));
        var got = await receiver.ExpectAsync("message");
        Assert.Equal((2, "b.png", Png.Length), ((int)got.Number("messageType"), got.Text("fileName"), (int)got.Number("fileSize")));
        await OkAsync(one, "POST", "/messages", new { receiverId = other.Number, messageType = 2, fileId = file.Number("id") });

        using var http = new HttpClient { BaseAddress = server.Http };
        Assert.Equal(Png, await http.GetByteArrayAsync(new Uri(got.Text("fileUrl")!, UriKind.Relative)));
        var (status, answer) = await stranger.CallAnyAsync("GET", $"/api/web/files/{file.Number("id")}");
        Assert.Equal((HttpStatusCode.NotFound, "file_not_found"), (status, answer.Text("code")));
    }

    [Fact]
    public async Task Who_is_online_is_shown_to_friends_alone()
    {
        var (one, other) = await server.FriendsAsync();
        var stranger = await server.PersonAsync();
        using var watcher = await one.EnterAsync("/web");
        using var client = await other.EnterAsync("/web");
        await watcher.ExpectAsync("onlineStatusChange", data => data.Text("isOnline") == "true");
        Assert.Equal("true", (await OkAsync(one, "GET", $"/online?ids={other.Number},x")).GetProperty("records")[0].Text("isOnline"));
        Assert.Equal("false", (await OkAsync(stranger, "GET", $"/online?ids={other.Number}")).GetProperty("records")[0].Text("isOnline"));
        await RefusedAsync(one, HttpStatusCode.BadRequest, "missing_field", "GET", "/online");
        await RefusedAsync(one, HttpStatusCode.BadRequest, "invalid_field", "GET", $"/online?ids={string.Join(',', Enumerable.Range(1, 101))}");
    }

    private static StringContent Json(string text) => new(text, MediaTypeHeaderValue.Parse("application/json"));

    private static async Task<JsonElement> OkAsync(Person person, string method, string path, object? body = null)
    {
        var (status, answer) = await person.CallAnyAsync(method, "/api/web" + path, body);
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Created, $"{status}: {answer}");
        Assert.Equal(("1", ""), (answer.Text("status"), answer.Text("error")));
        return answer.GetProperty("data");
    }

    private static async Task RefusedAsync(Person person, HttpStatusCode status, string code, string method, string path, object? body = null)
    {
        var (got, answer) = await person.CallAnyAsync(method, "/api/web" + path, body);
        Assert.Equal((status, "0", code), (got, answer.Text("status"), answer.Text("code")));
    }
}
