using System.Net;
using System.Text.Json;

namespace Parley.Dialects.Tests.Social;

public sealed class RestTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Fact]
    public async Task A_request_is_asked_told_accepted_and_both_are_friends()
    {
        var (one, other) = (await server.PersonAsync(), await server.PersonAsync());
        using var asked = await other.ConnectAsync();
        using var asker = await one.ConnectAsync();
        var (status, request) = await one.CallAsync("POST", "/friends/request", new { user_id = other.Id });
        Assert.Equal((HttpStatusCode.Created, "pending", other.Id), (status, request.Text("status"), request.Text("user_id")));
        var notification = await asked.ExpectAsync("notification");
        Assert.Equal(("friend_request", one.Id), (notification.Text("type"), notification.GetProperty("data").Text("user_id")));
        Assert.Equal(request.Text("id"), notification.GetProperty("data").Text("request_id"));
        Assert.Equal(one.Id, (await asked.ExpectAsync("friend", "request")).Text("user_id"));

        var (_, pending) = await other.CallAsync("GET", "/friends/pending");
        Assert.Equal(request.Text("id"), pending.GetProperty("items")[0].Text("id"));
        var (accepted, friend) = await other.CallAsync("POST", $"/friends/{request.Text("id")}/accept");
        Assert.Equal((HttpStatusCode.OK, "accepted", one.Id), (accepted, friend.Text("status"), friend.Text("user_id")));
        Assert.Equal(other.Id, (await asker.ExpectAsync("friend", "accepted")).Text("user_id"));
        Assert.Equal(other.Id, (await one.CallAsync("GET", "/friends")).Body.GetProperty("items")[0].Text("user_id"));

        Assert.Equal(HttpStatusCode.NoContent, (await one.CallAsync("DELETE", $"/friends/{other.Id}")).Status);
        Assert.Equal(one.Id, (await asked.ExpectAsync("friend", "removed")).Text("user_id"));
        Assert.Empty((await other.CallAsync("GET", "/friends")).Body.GetProperty("items").EnumerateArray());
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), Error(await one.CallAsync("DELETE", $"/friends/{other.Id}")));
    }

    [Fact]
    public async Task A_block_stops_messages_and_can_be_taken_back()
    {
        var (one, other) = await server.FriendsAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await other.CallAsync("POST", $"/friends/{one.Id}/block")).Status);
        Assert.Equal((HttpStatusCode.Forbidden, "blocked"), Error(await one.CallAsync("POST", $"/messages/{other.Id}", new { content = "x" })));
        Assert.Equal(one.Id, (await other.CallAsync("GET", "/friends/blocked")).Body.GetProperty("items")[0].Text("user_id"));
        Assert.Equal(HttpStatusCode.NoContent, (await other.CallAsync("POST", $"/friends/{one.Id}/unblock")).Status);
        Assert.Empty((await other.CallAsync("GET", "/friends/blocked")).Body.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_group_lives_from_making_to_dissolving()
    {
        var (owner, member, late) = (await server.PersonAsync(), await server.PersonAsync(), await server.PersonAsync());
        using var live = await member.ConnectAsync();
        var (status, group) = await owner.CallAsync("POST", "/groups", new { name = "周末爬山", member_ids = new[] { member.Id } });
        Assert.Equal((HttpStatusCode.Created, "owner", 2), (status, group.Text("role"), group.Number("member_count")));
        var id = group.Text("id");
        Assert.Equal(id, (await live.ExpectAsync("group", "created")).Text("group_id"));

        Assert.Equal(HttpStatusCode.Created, (await owner.CallAsync("POST", $"/groups/{id}/messages", new { content = "hi" })).Status);
        var got = await live.ExpectAsync("chat", "new_message");
        Assert.Equal((id, null), (got.Text("group_id"), got.Text("receiver_id")));
        await live.SendAsync(new { type = "chat", action = "send", data = new { group_id = id, content = "hello", temp_id = "g-1" } });
        Assert.Equal(2, (await live.ExpectAsync("chat", "message_sent")).Number("seq"));

        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), Error(await member.CallAsync("POST", $"/groups/{id}/members", new { user_ids = new[] { late.Id } })));
        Assert.Equal(3, (await owner.CallAsync("POST", $"/groups/{id}/members", new { user_ids = new[] { late.Id } })).Body.Number("member_count"));
        Assert.Empty((await late.CallAsync("GET", $"/groups/{id}/messages")).Body.GetProperty("items").EnumerateArray());
        Assert.Equal(2, (await member.CallAsync("GET", $"/groups/{id}/messages")).Body.GetProperty("items").GetArrayLength());
        Assert.Equal("新名", (await owner.CallAsync("PUT", $"/groups/{id}", new { name = "新名" })).Body.Text("name"));

        Assert.Equal((HttpStatusCode.Conflict, "owner_cannot_leave"), Error(await owner.CallAsync("POST", $"/groups/{id}/leave")));
        var (_, handed) = await owner.CallAsync("PUT", $"/groups/{id}/members/{member.Id}", new { role = "owner" });
        Assert.Equal(member.Id, handed.Text("owner_id"));
        Assert.Equal(HttpStatusCode.NoContent, (await owner.CallAsync("POST", $"/groups/{id}/leave")).Status);
        Assert.Equal((HttpStatusCode.Forbidden, "not_participant"), Error(await owner.CallAsync("GET", $"/groups/{id}")));
        Assert.Equal(HttpStatusCode.NoContent, (await member.CallAsync("DELETE", $"/groups/{id}/members/{late.Id}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await member.CallAsync("DELETE", $"/groups/{id}")).Status);
        Assert.Equal(id, (await live.ExpectAsync("group", "dissolved")).Text("group_id"));
        Assert.Equal((HttpStatusCode.NotFound, "conversation_not_found"), Error(await member.CallAsync("GET", $"/groups/{id}")));
        Assert.Empty((await member.CallAsync("GET", "/groups")).Body.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Notifications_are_listed_counted_and_read()
    {
        var (one, other) = await server.FriendsAsync();
        _ = one;
        Assert.Equal(1, (await other.CallAsync("GET", "/notifications/unread-count")).Body.Number("unread_count"));
        var (_, list) = await other.CallAsync("GET", "/notifications");
        var item = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal(("friend_request", "false"), (item.Text("type"), item.Text("is_read")));
        Assert.Equal(HttpStatusCode.NoContent, (await other.CallAsync("POST", $"/notifications/{item.Text("id")}/read")).Status);
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), Error(await one.CallAsync("POST", $"/notifications/{item.Text("id")}/read")));
        Assert.Equal(0, (await other.CallAsync("POST", "/notifications/read-all")).Body.Number("marked"));
    }

    [Theory]
    [InlineData("GET", "/messages/5?limit=0", null, HttpStatusCode.BadRequest, "invalid_field")]
    [InlineData("GET", "/messages/5?limit=101", null, HttpStatusCode.BadRequest, "invalid_field")]
    [InlineData("GET", "/messages/5", null, HttpStatusCode.NotFound, "user_not_found")]
    [InlineData("POST", "/messages/abc", """{"content":"x"}""", HttpStatusCode.NotFound, "user_not_found")]
    [InlineData("POST", "/friends/request", "nonsense", HttpStatusCode.BadRequest, "malformed_json")]
    [InlineData("POST", "/friends/request", "{}", HttpStatusCode.BadRequest, "missing_field")]
    [InlineData("POST", "/friends/request", """{"user_id":[]}""", HttpStatusCode.BadRequest, "invalid_field")]
    [InlineData("POST", "/friends/request", """{"user_id":5}""", HttpStatusCode.NotFound, "user_not_found")]
    [InlineData("POST", "/friends/5/accept", null, HttpStatusCode.NotFound, "not_found")]
    [InlineData("POST", "/groups", """{"name":" "}""", HttpStatusCode.BadRequest, "invalid_field")]
    [InlineData("POST", "/groups", """{"name":5}""", HttpStatusCode.BadRequest, "invalid_field")]
    [InlineData("GET", "/groups/5", null, HttpStatusCode.NotFound, "conversation_not_found")]
    [InlineData("GET", "/users/online", null, HttpStatusCode.BadRequest, "missing_field")]
    [InlineData("POST", "/messages/5/read", null, HttpStatusCode.NotFound, "message_not_found")]
    [InlineData("GET", "/friends/5/nothing", null, HttpStatusCode.NotFound, "route_not_found")]
    public async Task What_is_wrong_with_a_request_has_its_status_and_code(string method, string path, string? body, HttpStatusCode status, string code)
    {
        var person = await server.PersonAsync();
        var answer = await person.CallAsync(method, path, body);
        Assert.Equal((status, code), Error(answer));
        Assert.NotEqual("", answer.Body.Text("detail"));
    }

    [Fact]
    public async Task Without_a_token_it_is_401()
    {
        var nobody = (await server.PersonAsync()) with { Token = "x" };
        Assert.Equal((HttpStatusCode.Unauthorized, "unauthenticated"), Error(await nobody.CallAsync("GET", "/friends")));
    }

    private static (HttpStatusCode Status, string? Code) Error((HttpStatusCode Status, JsonElement Body) answer) =>
        (answer.Status, answer.Body.ValueKind == JsonValueKind.Object ? answer.Body.Text("code") : null);
}
