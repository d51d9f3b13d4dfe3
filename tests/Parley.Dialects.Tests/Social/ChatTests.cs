using System.Net;

namespace Parley.Dialects.Tests.Social;

public sealed class ChatTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Fact]
    public async Task A_message_reaches_the_friend_and_is_acknowledged()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.ConnectAsync();
        using var receiver = await other.ConnectAsync();

        await sender.SendChatAsync(other.Id, "你好", "t-1");

        var sent = await sender.ExpectAsync("chat", "message_sent");
        var got = await receiver.ExpectAsync("chat", "new_message");
        Assert.Equal("t-1", sent.Text("temp_id"));
        Assert.Equal(sent.Text("message_id"), got.Text("message_id"));
        Assert.Equal((one.Id, other.Id, "你好", "text"), (got.Text("sender_id"), got.Text("receiver_id"), got.Text("content"), got.Text("message_type")));
        Assert.Equal(one.Account.DisplayName, got.Text("sender_name"));
        Assert.Equal(1, got.Number("seq"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", got.Text("created_at"));
    }

    [Fact]
    public async Task Forged_sender_fields_are_ignored()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.ConnectAsync();
        using var receiver = await other.ConnectAsync();
        await sender.SendAsync(new { type = "chat", action = "send", user_id = other.Id, data = new { receiver_id = other.Id, sender_id = other.Id, sender_name = "boss", content = "x", temp_id = "t" } });
        var got = await receiver.ExpectAsync("chat", "new_message");
        Assert.Equal((one.Id, one.Account.DisplayName), (got.Text("sender_id"), got.Text("sender_name")));
    }

    [Fact]
    public async Task The_senders_other_device_gets_the_message_as_everybody_sees_it()
    {
        var (one, other) = await server.FriendsAsync();
        using var phone = await one.ConnectAsync("phone");
        using var desk = await one.ConnectAsync("desk");
        await phone.SendChatAsync(other.Id, "hi", "t-1");
        var echo = await desk.ExpectAsync("chat", "new_message");
        Assert.Equal((one.Id, other.Id), (echo.Text("sender_id"), echo.Text("receiver_id")));
    }

    [Fact]
    public async Task A_repeat_is_answered_with_the_first_message_and_another_body_is_a_conflict()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.ConnectAsync();
        await sender.SendChatAsync(other.Id, "hi", "t-1");
        var first = await sender.ExpectAsync("chat", "message_sent");
        await sender.SendChatAsync(other.Id, "hi", "t-1");
        Assert.Equal(first.Text("message_id"), (await sender.ExpectAsync("chat", "message_sent")).Text("message_id"));
        await sender.SendChatAsync(other.Id, "other", "t-1");
        Assert.Equal("t-1", (await sender.ExpectErrorAsync("idempotency_conflict")).Text("temp_id"));
    }

    [Fact]
    public async Task What_was_missed_comes_at_sign_in_in_order_and_a_reconnect_neither_repeats_nor_skips()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.ConnectAsync();
        for (var i = 1; i <= 5; i++)
            await sender.SendChatAsync(other.Id, $"m{i}", $"t-{i}");
        for (var i = 1; i <= 5; i++)
            await sender.ExpectAsync("chat", "message_sent");

        using (var receiver = await other.ConnectAsync("phone"))
        {
            for (var i = 1; i <= 5; i++)
                Assert.Equal($"m{i}", (await receiver.ExpectAsync("chat", "new_message")).Text("content"));
            await receiver.ExpectAliveAsync(); // its stack met the server's Ping on the way: all five are proven

            await receiver.CloseAsync();
        }

        await sender.SendChatAsync(other.Id, "m6", "t-6");
        await sender.ExpectAsync("chat", "message_sent");
        using var again = await other.ConnectAsync("phone");
        Assert.Equal("m6", (await again.ExpectAsync("chat", "new_message")).Text("content"));
    }

    [Fact]
    public async Task Reading_is_told_to_the_peer_by_seq()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.ConnectAsync();
        using var receiver = await other.ConnectAsync();
        await sender.SendChatAsync(other.Id, "hi", "t-1");
        var got = await receiver.ExpectAsync("chat", "new_message");
        await receiver.SendAsync(new { type = "chat", action = "read", data = new { message_id = got.Text("message_id") } });
        var read = await sender.ExpectAsync("chat", "read");
        Assert.Equal((other.Id, one.Id, 1), (read.Text("user_id"), read.Text("peer_id"), read.Number("read_seq")));
    }

    [Fact]
    public async Task Delivery_is_told_though_the_client_knows_no_word_for_it()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.ConnectAsync();
        using var receiver = await other.ConnectAsync();
        await sender.SendChatAsync(other.Id, "hi", "t-1");
        await receiver.ExpectAsync("chat", "new_message");
        await receiver.ExpectAliveAsync(); // its stack met the server's Ping on the way
        System.Text.Json.JsonElement delivered;
        do
        {
            delivered = await sender.ExpectAsync("chat", "delivered");
        }
        while (delivered.Text("user_id") != other.Id); // the sender's own device has it too
        Assert.Equal(1, delivered.Number("delivered_seq"));
    }

    [Fact]
    public async Task A_recall_is_told_to_both()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.ConnectAsync();
        using var receiver = await other.ConnectAsync();
        await sender.SendChatAsync(other.Id, "oops", "t-1");
        var id = (await sender.ExpectAsync("chat", "message_sent")).Text("message_id");
        await sender.SendAsync(new { type = "chat", action = "recall", data = new { message_id = id } });
        Assert.Equal(id, (await sender.ExpectAsync("chat", "recalled")).Text("message_id"));
        Assert.Equal(id, (await receiver.ExpectAsync("chat", "recalled")).Text("message_id"));
        await receiver.SendAsync(new { type = "chat", action = "recall", data = new { message_id = id } });
        await receiver.ExpectErrorAsync("forbidden");
    }

    [Fact]
    public async Task Sync_tells_what_changed_since_a_rev()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.ConnectAsync();
        for (var i = 1; i <= 3; i++)
        {
            await sender.SendChatAsync(other.Id, $"m{i}", $"t-{i}");
            await sender.ExpectAsync("chat", "message_sent");
        }

        await sender.SendAsync(new { type = "chat", action = "sync", data = new { conversations = new { } } });
        var all = await sender.ExpectAsync("chat", "sync");
        var conversation = Assert.Single(all.GetProperty("conversations").EnumerateArray());
        Assert.Equal(other.Id, conversation.Text("peer_id"));
        Assert.Equal(["m1", "m2", "m3"], conversation.GetProperty("messages").EnumerateArray().Select(message => message.Text("content")));

        var known = new Dictionary<string, long>(StringComparer.Ordinal) { [conversation.Text("id")!] = 2 };
        await sender.SendAsync(new { type = "chat", action = "sync", data = new { conversations = known, by = "seq" } });
        var newer = Assert.Single((await sender.ExpectAsync("chat", "sync")).GetProperty("conversations").EnumerateArray());
        Assert.Equal("m3", Assert.Single(newer.GetProperty("messages").EnumerateArray()).Text("content"));
    }

    [Fact]
    public async Task Typing_and_presence_reach_the_friend()
    {
        var (one, other) = await server.FriendsAsync();
        using var watcher = await other.ConnectAsync();
        using var typist = await one.ConnectAsync();
        Assert.Equal((one.Id, "online"), await StatusAsync(watcher));
        await typist.SendAsync(new { type = "typing", data = new { receiver_id = other.Id, is_typing = true } });
        Assert.Equal((one.Id, "true"), ((await watcher.ExpectAsync("typing")) is var frame ? (frame.Text("user_id"), frame.Text("is_typing")) : default));
        await typist.SendAsync(new { type = "status", data = new { status = "busy" } });
        Assert.Equal((one.Id, "busy"), await StatusAsync(watcher));
        var (_, online) = await other.CallAsync("GET", $"/users/online?ids={one.Id}");
        Assert.Equal("busy", online.GetProperty("items")[0].Text("status"));
        await typist.CloseAsync();
        Assert.Equal((one.Id, "offline"), await StatusAsync(watcher));
    }

    [Fact]
    public async Task Five_hundred_sends_at_once_are_each_answered_once_and_stored_in_order()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.ConnectAsync();
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
                await sender.SendChatAsync(other.Id, "x", $"t-{i}");
        });
        var answered = new HashSet<string>(StringComparer.Ordinal);
        var stored = new List<string>();
        while (answered.Count < 500)
        {
            var frame = await sender.ReceiveAsync(); // acknowledged, or refused for the rate
            if (frame.GetProperty("data").Text("temp_id") is not { } tempId)
                continue;
            Assert.True(answered.Add(tempId), tempId);
            if (frame.Text("action") == "message_sent")
                stored.Add(tempId);
        }

        Assert.Equal(stored.OrderBy(id => int.Parse(id[2..])), stored);
        await sending;
        await sender.ExpectAliveAsync();
    }

    [Fact]
    public async Task A_message_over_REST_reaches_the_socket_and_the_history()
    {
        var (one, other) = await server.FriendsAsync();
        using var receiver = await other.ConnectAsync();
        var (status, sent) = await one.CallAsync("POST", $"/messages/{other.Id}", new { content = "rest", temp_id = "r-1" });
        Assert.Equal((HttpStatusCode.Created, "r-1"), (status, sent.Text("temp_id")));
        Assert.Equal(sent.Text("id"), (await receiver.ExpectAsync("chat", "new_message")).Text("message_id"));
        Assert.Equal(HttpStatusCode.OK, (await one.CallAsync("POST", $"/messages/{other.Id}", new { content = "rest", temp_id = "r-1" })).Status);

        var (_, unread) = await other.CallAsync("GET", "/messages/unread-count");
        Assert.Equal((1, one.Id), (unread.Number("unread_count"), unread.GetProperty("items")[0].Text("peer_id")));
        var (_, read) = await other.CallAsync("POST", $"/messages/{sent.Text("id")}/read");
        Assert.Equal((1, 0), (read.Number("read_seq"), read.Number("unread_count")));
        var (_, history) = await one.CallAsync("GET", $"/messages/{other.Id}");
        var message = Assert.Single(history.GetProperty("items").EnumerateArray());
        Assert.Equal(("rest", "true"), (message.Text("content"), message.Text("is_read")));
        Assert.Equal(HttpStatusCode.NoContent, (await other.CallAsync("DELETE", $"/messages/{sent.Text("id")}")).Status);
        Assert.Empty((await other.CallAsync("GET", $"/messages/{one.Id}")).Body.GetProperty("items").EnumerateArray());
        Assert.Single((await one.CallAsync("GET", $"/messages/{other.Id}")).Body.GetProperty("items").EnumerateArray());
    }

    private static async Task<(string?, string?)> StatusAsync(SocialClient client)
    {
        var frame = await client.ExpectAsync("status");
        return (frame.Text("user_id"), frame.Text("status"));
    }
}
