using System.Text.Json;
using Parley.Dialects.Tests.Social;

namespace Parley.Dialects.Tests.Web;

/// <summary>Every event of <c>/web</c>.</summary>
public sealed class WebEventsTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Fact]
    public async Task A_message_is_answered_with_its_id_and_reaches_the_other_one()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/web");
        using var receiver = await other.EnterAsync("/web");
        var answer = await sender.AskAsync("message", new { receiverId = other.Number, messageType = 1, content = "你好", tempId = "t-1", senderId = 9 });
        Assert.Equal(("1", "", "t-1"), (answer.Text("status"), answer.Text("error"), answer.GetProperty("data").Text("tempId")));
        var got = await receiver.ExpectAsync("message");
        Assert.Equal(answer.GetProperty("data").Text("id"), got.Text("id"));
        Assert.Equal(
            (one.Number, other.Number, 1L, "你好", "false", "false"),
            (got.Number("senderId"), got.Number("receiverId"), got.Number("messageType"), got.Text("content"), got.Text("isRecalled"), got.Text("readStatus")));
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$", got.Text("createdAt"));
    }

    [Fact]
    public async Task Without_an_acknowledgement_a_status_is_the_answer()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/web");
        await sender.EmitAsync("message", new { receiverId = other.Number, content = "hi", tempId = "t-1" });
        var sent = await sender.ExpectAsync("messageStatus");
        Assert.Equal(("sent", "t-1"), (sent.Text("status"), sent.Text("tempId")));
        Assert.True(sent.Number("messageId") > 0);
        await sender.EmitAsync("message", new { receiverId = other.Number, content = "", tempId = "t-2" });
        var failed = await sender.ExpectAsync("messageStatus");
        Assert.Equal(("failed", "t-2", "text_empty"), (failed.Text("status"), failed.Text("tempId"), failed.Text("code")));
    }

    [Fact]
    public async Task What_arrived_and_what_was_read_is_told_message_by_message()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/web");
        using var receiver = await other.EnterAsync("/web");
        var id = (await sender.AskAsync("message", new { receiverId = other.Number, content = "1" })).GetProperty("data").Number("id");
        var packet = await receiver.ExpectPacketAsync("message");
        await receiver.AcknowledgeAsync(packet.Id);
        Assert.Equal("delivered", (await sender.ExpectAsync("messageStatus", data => data.Number("messageId") == id)).Text("status"));
        Assert.Equal("1", (await receiver.AskAsync("read", new { contactId = one.Number, messageIds = new[] { id } })).Text("status"));
        var read = await sender.ExpectAsync("readStatus");
        Assert.Equal((id, "true"), (read.Number("messageId"), read.Text("readStatus")));
        id = (await sender.AskAsync("message", new { receiverId = other.Number, content = "2" })).GetProperty("data").Number("id");
        Assert.Equal("1", (await receiver.AskAsync("read", new { contactId = one.Number })).Text("status"));
        Assert.Equal(id, (await sender.ExpectAsync("readStatus")).Number("messageId"));
    }

    [Fact]
    public async Task A_recall_is_told_to_both()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/web");
        using var receiver = await other.EnterAsync("/web");
        var id = (await sender.AskAsync("message", new { receiverId = other.Number, content = "1" })).GetProperty("data").Number("id");
        await receiver.AskRefusedAsync("forbidden", "recall", new { messageId = id });
        Assert.Equal("1", (await sender.AskAsync("recall", new { messageId = id })).Text("status"));
        foreach (var client in new[] { sender, receiver })
            Assert.Equal(id, (await client.ExpectAsync("messageRecalled")).Number("messageId"));
    }

    [Fact]
    public async Task A_message_of_a_room_is_not_recalled_here()
    {
        var (one, other) = await server.FriendsAsync();
        var chat = (await server.GroupAsync(one, other)).Value;
        using var rooms = await one.EnterAsync("/rooms");
        using var sender = await one.EnterAsync("/web");
        var id = (await rooms.AskAsync("send_message", new { chat_id = chat, content = "group" })).GetProperty("message").Text("_id");
        await sender.AskRefusedAsync("message_not_found", "recall", new { messageId = id });
        Assert.Equal("ok", (await rooms.AskAsync("recall_message", new { message_id = id })).Text("status"));
    }

    [Fact]
    public async Task Reading_says_how_many_messages_it_covers_newly()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/web");
        using var receiver = await other.EnterAsync("/web");
        Assert.Equal(0, Rows(await receiver.AskAsync("read", new { contactId = one.Number })));
        foreach (var content in new[] { "1", "2" })
            await sender.AskAsync("message", new { receiverId = other.Number, content });
        Assert.Equal(2, Rows(await receiver.AskAsync("read", new { contactId = one.Number })));
        Assert.Equal(0, Rows(await receiver.AskAsync("read", new { contactId = one.Number })));
        await receiver.AskRefusedAsync("message_not_found", "read", new { contactId = one.Number, messageIds = new[] { 7 } });
    }

    [Fact]
    public async Task Reading_somebody_one_never_talked_with_covers_nothing()
    {
        var (one, other) = (await server.PersonAsync(), await server.PersonAsync());
        using var client = await one.EnterAsync("/web");
        Assert.Equal(0, Rows(await client.AskAsync("read", new { contactId = other.Number })));
    }

    [Fact]
    public async Task Typing_and_presence_are_told_to_friends()
    {
        var (one, other) = await server.FriendsAsync();
        using var watcher = await one.EnterAsync("/web");
        using (var friend = await other.EnterAsync("/web"))
        {
            var online = await watcher.ExpectAsync("onlineStatusChange");
            Assert.Equal((other.Number, "true"), (online.Number("userId"), online.Text("isOnline")));
            Assert.Equal("1", (await friend.AskAsync("message", new { receiverId = one.Number, content = "x" })).Text("status"));
            Assert.Equal("1", (await friend.AskAsync("typing", new { contactId = one.Number, isTyping = true })).Text("status"));
            var typing = await watcher.ExpectAsync("typing");
            Assert.Equal((other.Number, "true"), (typing.Number("userId"), typing.Text("isTyping")));
            await friend.LeaveAsync();
        }

        var offline = await watcher.ExpectAsync("onlineStatusChange");
        Assert.Equal((other.Number, "false"), (offline.Number("userId"), offline.Text("isOnline")));
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$", offline.Text("lastOnlineTime"));
    }

    [Fact]
    public async Task A_ping_is_answered_by_a_pong()
    {
        var person = await server.PersonAsync();
        using var client = await person.EnterAsync("/web");
        Assert.Equal("1", (await client.AskAsync("ping")).Text("status"));
        await client.ExpectPacketAsync("pong");
        await client.EmitAsync("ping");
        await client.ExpectPacketAsync("pong");
    }

    [Fact]
    public async Task Groups_are_not_shown()
    {
        var (one, other) = await server.FriendsAsync();
        var chat = (await server.GroupAsync(one, other)).Value;
        using var sender = await one.EnterAsync("/rooms");
        using var receiver = await other.EnterAsync("/web");
        var id = (await sender.AskAsync("send_message", new { chat_id = chat, content = "group" })).GetProperty("message").Text("_id");
        await sender.AskAsync("typing", new { chat_id = chat, is_typing = true });
        await sender.AskAsync("recall_message", new { message_id = id });
        await sender.AskAsync("mark_read", new { chat_id = chat });
        await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "direct" });
        Assert.Equal("direct", (await receiver.ExpectAsync("message")).Text("content"));
        Assert.Empty(receiver.Kept("messageRecalled"));
        Assert.Empty(receiver.Kept("typing"));
        var synced = await receiver.AskAsync("sync");
        Assert.Equal(one.Number, Assert.Single(synced.GetProperty("data").GetProperty("conversations").EnumerateArray()).Number("contactId"));
    }

    [Fact]
    public async Task A_sync_brings_what_is_not_known()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/web");
        using var receiver = await other.EnterAsync("/web");
        foreach (var content in new[] { "1", "2" })
            await sender.AskAsync("message", new { receiverId = other.Number, content });
        var all = Only(await receiver.AskAsync("sync"));
        var known = Only(await receiver.AskAsync("sync", new { conversations = new Dictionary<string, long> { [$"{all.Number("id")}"] = 1, ["x"] = 2 }, by = "seq" }));
        Assert.Equal((2, 2), (all.Number("lastSeq"), known.Number("lastSeq")));
        Assert.Equal("2", Assert.Single(known.GetProperty("messages").EnumerateArray()).Text("content"));
        Assert.Equal(2, known.GetProperty("pointers").GetArrayLength());
    }

    private static long Rows(JsonElement answer)
    {
        Assert.Equal("1", answer.Text("status"));
        return answer.GetProperty("data").Number("affectedRows");
    }

    private static JsonElement Only(JsonElement synced)
    {
        Assert.Equal("1", synced.Text("status"));
        return Assert.Single(synced.GetProperty("data").GetProperty("conversations").EnumerateArray());
    }
}
