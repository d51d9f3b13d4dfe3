using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Parley.Dialects.Tests.Social;

namespace Parley.Dialects.Tests.Rooms;

/// <summary>The paths under <c>/api/chat</c>.</summary>
public sealed class RoomsRestTests(SocialServer server) : IClassFixture<SocialServer>
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_message_is_sent_listed_read_and_recalled()
    {
        var (one, other) = await server.FriendsAsync();
        using var receiver = await other.EnterAsync("/rooms");
        var sent = await OkAsync(one, "POST", "/messages", new { receiver_id = other.Number, content = "hi", temp_id = "t" });
        var (id, chat) = (sent.Text("_id"), sent.Text("chat_id"));
        Assert.Equal(id, (await receiver.ExpectAsync("receive_message")).Text("_id"));
        Assert.Equal(id, (await OkAsync(one, "POST", "/messages", new { receiver_id = other.Number, content = "hi", temp_id = "t" })).Text("_id"));

        var listed = Assert.Single((await OkAsync(other, "GET", "/chats?limit=10")).EnumerateArray());
        Assert.Equal((chat, "1", id), (listed.Text("_id"), listed.Text("unread_count"), listed.GetProperty("last_message").Text("_id")));
        Assert.Equal(id, Assert.Single((await OkAsync(other, "GET", $"/chats/{chat}/messages?limit=20")).EnumerateArray()).Text("_id"));
        Assert.Equal("0", (await OkAsync(other, "POST", $"/chats/{chat}/read", new { message_ids = new[] { id } })).Text("unread_count"));
        Assert.Equal("0", (await OkAsync(other, "POST", $"/chats/{chat}/read", new { })).Text("unread_count"));
        Assert.Equal("true", (await OkAsync(one, "POST", $"/messages/{id}/recall")).Text("is_deleted"));
        Assert.Equal(id, (await receiver.ExpectAsync("message_recalled")).Text("message_id"));
        Assert.Equal(id, (await OkAsync(one, "DELETE", $"/messages/{id}")).Text("message_id"));
    }

    [Fact]
    public async Task A_message_is_forwarded_to_many()
    {
        var (one, other) = await server.FriendsAsync();
        var chat = await server.GroupAsync(one, other);
        var id = (await OkAsync(one, "POST", "/messages", new { chat_id = chat.Value, content = "x" })).Text("_id");
        var forwarded = await OkAsync(one, "POST", "/messages/forward", new { message_ids = new[] { id }, receiver_ids = new[] { other.Number }, chat_ids = new[] { chat.Value }, temp_id = "f" });
        Assert.Equal(("sent", 2), (forwarded.Text("status"), forwarded.GetProperty("messages").GetArrayLength()));
        await RefusedAsync(one, HttpStatusCode.NotFound, "user_not_found", "POST", "/messages/forward", new { message_ids = new[] { id }, receiver_ids = new[] { 12345 } });
    }

    [Fact]
    public async Task Words_are_searched_and_people_reported()
    {
        var (one, other) = await server.FriendsAsync();
        var sent = await OkAsync(one, "POST", "/messages", new { receiver_id = other.Number, content = "晚上吃火锅" });
        await OkAsync(other, "GET", $"/search?q=%E7%81%AB%E9%94%85&type=text&from=1&to=4102444800000&chat_id={sent.Text("chat_id")}&limit=5");
        await RefusedAsync(other, HttpStatusCode.BadRequest, "invalid_field", "GET", "/search?q=x&type=smell");
        await RefusedAsync(other, HttpStatusCode.BadRequest, "invalid_field", "GET", "/search?q=x&from=never");
        await RefusedAsync(other, HttpStatusCode.BadRequest, "invalid_field", "GET", "/search?q=x&to=never");
        await RefusedAsync(other, HttpStatusCode.BadRequest, "invalid_field", "GET", "/search?q=x&before=never");
        await RefusedAsync(other, HttpStatusCode.NotFound, "conversation_not_found", "GET", "/search?q=x&chat_id=never");

        var report = new { target_user_id = one.Number, message_id = sent.Text("_id"), reason = "spam", detail = "again and again" };
        Assert.Equal($"{one.Number}", (await OkAsync(other, "POST", "/reports", report)).Text("target_user_id"));
        Assert.Equal("spam", (await OkAsync(other, "POST", "/reports", report)).Text("reason"));
        await RefusedAsync(other, HttpStatusCode.BadRequest, "missing_field", "POST", "/reports", new { reason = "x" });
        await RefusedAsync(other, HttpStatusCode.BadRequest, "missing_field", "POST", "/reports", new { target_user_id = one.Number });
    }

    [Fact]
    public async Task A_file_is_uploaded_and_sent()
    {
        var (one, other) = await server.FriendsAsync();
        using var receiver = await other.EnterAsync("/rooms");
        using var form = new MultipartFormDataContent();
        using var part = new ByteArrayContent(Png);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(part, "file", "a.png");
        var file = await OkAsync(one, "POST", "/files", form);
        using var sender = await one.EnterAsync("/rooms");
        Assert.Equal("sent", (await sender.AskAsync("send_message", new { receiver_id = other.Number, message_type = "image", file_url = file.Text("file_url") })).Text("status"));
        await OkAsync(one, "POST", "/messages", new { receiver_id = other.Number, message_type = "image", file_url = "https://elsewhere.example/a.png", file_name = "a.png", file_size = 5 });
        var got = await receiver.ExpectAsync("receive_message");
        Assert.Equal(("image", "a.png"), (got.Text("message_type"), got.Text("file_name")));
        Assert.Equal("https://elsewhere.example/a.png", (await receiver.ExpectAsync("receive_message")).Text("file_url"));
        using var http = new HttpClient { BaseAddress = server.Http };
        Assert.Equal(Png, await http.GetByteArrayAsync(new Uri(got.Text("file_url")!, UriKind.Relative)));
    }

    [Theory]
    [InlineData("POST", "/messages", """{"content":"x"}""", "missing_field")]
    [InlineData("POST", "/messages", """{"receiver_id":7}""", "missing_field")]
    [InlineData("POST", "/messages", """{"receiver_id":7,"content":"x","message_type":"order"}""", "invalid_field")]
    [InlineData("POST", "/messages", """{"receiver_id":7,"content":"x","message_type":"file"}""", "missing_field")]
    [InlineData("POST", "/messages", """{"receiver_id":7,"content":"x","reply_to":"abc"}""", "message_not_found")]
    [InlineData("POST", "/messages", """{"receiver_id":7,"content":"x"}""", "user_not_found")]
    [InlineData("POST", "/messages", """{"receiver_id":"x","content":"x"}""", "user_not_found")]
    [InlineData("POST", "/messages", """{"chat_id":"x","content":"x"}""", "conversation_not_found")]
    [InlineData("POST", "/messages", """{"receiver_id":7,"content":""}""", "text_empty")]
    [InlineData("POST", "/messages/forward", "{}", "missing_field")]
    [InlineData("POST", "/messages/forward", """{"message_ids":[1]}""", "missing_field")]
    [InlineData("POST", "/messages/77/recall", null, "message_not_found")]
    [InlineData("DELETE", "/messages/77", null, "message_not_found")]
    [InlineData("GET", "/chats?limit=101", null, "invalid_field")]
    [InlineData("GET", "/chats/77/messages", null, "conversation_not_found")]
    [InlineData("POST", "/chats/77/read", "{}", "conversation_not_found")]
    [InlineData("GET", "/files/77", null, "file_not_found")]
    public async Task What_makes_no_sense_is_refused(string method, string path, string? body, string code)
    {
        var person = await server.PersonAsync();
        using var content = body is null ? null : new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));
        var (status, answer) = await person.CallAnyAsync(method, "/api/chat" + path, content);
        Assert.Equal(code, answer.Text("code"));
        Assert.InRange((int)status, 400, 404);
    }

    private static async Task<JsonElement> OkAsync(Person person, string method, string path, object? body = null)
    {
        var (status, answer) = await person.CallAnyAsync(method, "/api/chat" + path, body);
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Created, $"{status}: {answer}");
        return answer.GetProperty("data");
    }

    private static async Task RefusedAsync(Person person, HttpStatusCode status, string code, string method, string path, object? body = null)
    {
        var (got, answer) = await person.CallAnyAsync(method, "/api/chat" + path, body);
        Assert.Equal((status, code), (got, answer.Text("code")));
    }
}
