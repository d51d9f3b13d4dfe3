using System.Text.Json;
using Parley.Dialects.Tests.Social;

namespace Parley.Dialects.Tests.Rooms;

/// <summary>Rooms, typing, presence, forwarding and syncing on <c>/rooms</c>.</summary>
public sealed class StateEventsTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Fact]
    public async Task A_room_is_heard_joined_or_not_and_whoever_reads_is_named()
    {
        var (one, other) = await server.FriendsAsync();
        var chat = $"{(await server.GroupAsync(one, other)).Value}";
        using var sender = await one.EnterAsync("/rooms");
        using var receiver = await other.EnterAsync("/rooms");
        Assert.Equal("ok", (await sender.AskAsync("join_room", new { chat_id = chat })).Text("status"));
        Assert.Equal("sent", (await sender.AskAsync("send_message", new { chat_id = chat, content = "all" })).Text("status"));
        var got = await receiver.ExpectPacketAsync("receive_message");
        Assert.Equal((chat, null), (got.Data.Text("chat_id"), got.Data.Text("receiver_id")));
        await receiver.AcknowledgeAsync(got.Id);
        Assert.Equal("ok", (await receiver.AskAsync("mark_read", new { chat_id = chat })).Text("status"));
        Assert.Equal($"{other.Number}", (await sender.ExpectAsync("messages_read")).Text("user_id"));
        Assert.Empty(sender.Kept("message_status"));
        Assert.Equal("ok", (await sender.AskAsync("leave_room", new { chat_id = chat })).Text("status"));
    }

    [Fact]
    public async Task Typing_is_told_to_the_others()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/rooms");
        using var receiver = await other.EnterAsync("/rooms");
        var chat = (await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "x" })).GetProperty("message").Text("chat_id");
        Assert.Equal("ok", (await sender.AskAsync("typing", new { receiver_id = other.Number, is_typing = true })).Text("status"));
        Assert.Equal("ok", (await sender.AskAsync("typing", new { chat_id = chat, is_typing = false })).Text("status"));
        foreach (var isTyping in new[] { "true", "false" })
        {
            var typing = await receiver.ExpectAsync("typing");
            Assert.Equal((chat, $"{one.Number}", isTyping), (typing.Text("chat_id"), typing.Text("user_id"), typing.Text("is_typing")));
        }
    }

    [Fact]
    public async Task Coming_and_going_is_told_to_friends()
    {
        var (one, other) = await server.FriendsAsync();
        using var watcher = await one.EnterAsync("/rooms");
        using (var friend = await other.EnterAsync("/rooms"))
        {
            Assert.Equal($"{other.Number}", (await watcher.ExpectAsync("user_online")).Text("user_id"));
            await friend.LeaveAsync();
        }

        var offline = await watcher.ExpectAsync("user_offline");
        Assert.Equal($"{other.Number}", offline.Text("user_id"));
        Assert.True(offline.Number("last_seen") > 0);
    }

    [Fact]
    public async Task Messages_are_forwarded_to_people_and_rooms_and_what_can_not_be_is_named()
    {
        var (one, other) = await server.FriendsAsync();
        var chat = await server.GroupAsync(one, other);
        using var sender = await one.EnterAsync("/rooms");
        using var receiver = await other.EnterAsync("/rooms");
        var id = (await sender.AskAsync("send_message", new { chat_id = chat.Value, content = "x" })).GetProperty("message").Text("_id");
        await receiver.ExpectAsync("receive_message");

        var forwarded = await sender.AskAsync("forward_messages", new { message_ids = new[] { id }, receiver_ids = new[] { other.Number }, chat_ids = new[] { chat.Value } });
        Assert.Equal("sent", forwarded.Text("status"));
        Assert.Equal(2, forwarded.GetProperty("messages").GetArrayLength());
        await receiver.ExpectAsync("receive_message");
        await receiver.ExpectAsync("receive_message");

        var partly = await sender.AskAsync("forward_messages", new { message_ids = new[] { id }, receiver_ids = new[] { other.Number, 12345 } });
        Assert.Equal("partial", partly.Text("status"));
        var failed = await sender.AskAsync("forward_messages", new { message_ids = new[] { id }, receiver_ids = new[] { 12345 } });
        Assert.Equal(("failed", "user_not_found"), (failed.Text("status"), failed.Text("code")));
    }

    [Fact]
    public async Task A_sync_brings_what_is_not_known_by_change_and_by_number()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/rooms");
        using var receiver = await other.EnterAsync("/rooms");
        var first = (await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "1" })).GetProperty("message");
        var second = (await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "2" })).GetProperty("message");
        var chat = first.Text("chat_id")!;

        var all = Only(await receiver.AskAsync("sync"), chat);
        Assert.Equal(2, all.Number("lastSeq"));
        var known = Only(await receiver.AskAsync("sync", new { conversations = new Dictionary<string, long> { [chat] = 1, ["x"] = 2 }, by = "seq" }), chat);
        Assert.Equal("2", Assert.Single(known.GetProperty("messages").EnumerateArray()).Text("content"));

        await sender.AskAsync("recall_message", new { message_id = first.Text("_id") });
        await other.CallAnyAsync("DELETE", $"/api/chat/messages/{second.Text("_id")}");
        var changed = Only(await receiver.AskAsync("sync", new { conversations = new Dictionary<string, long> { [chat] = all.Number("rev") } }), chat);
        Assert.All(changed.GetProperty("messages").EnumerateArray(), record => Assert.Equal(("true", ""), (record.Text("is_deleted"), record.Text("content"))));
        Assert.Equal(2, changed.GetProperty("messages").GetArrayLength());
    }

    private static JsonElement Only(JsonElement synced, string chat)
    {
        Assert.Equal("ok", synced.Text("status"));
        return Assert.Single(synced.GetProperty("conversations").EnumerateArray(), one => one.Text("id") == chat);
    }
}
