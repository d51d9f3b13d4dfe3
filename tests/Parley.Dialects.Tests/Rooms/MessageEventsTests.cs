using Parley.Dialects.Tests.Social;

namespace Parley.Dialects.Tests.Rooms;

/// <summary>Sending, arriving, reading, recalling on <c>/rooms</c>.</summary>
public sealed class MessageEventsTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Fact]
    public async Task A_message_is_answered_with_its_record_and_reaches_the_other_one()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/rooms");
        using var receiver = await other.EnterAsync("/rooms");
        var answer = await sender.AskAsync("send_message", new { receiver_id = other.Number.ToString(), message_type = "text", content = "你好", temp_id = "t-1", sender_id = "9" });
        Assert.Equal("sent", answer.Text("status"));
        var record = answer.GetProperty("message");
        var got = await receiver.ExpectAsync("receive_message");
        Assert.Equal("t-1", record.Text("temp_id"));
        foreach (var field in new[] { "_id", "chat_id", "sender_id", "receiver_id", "message_type", "content", "timestamp", "read_status", "is_deleted", "seq" })
            Assert.Equal(record.Text(field), got.Text(field));
        Assert.Equal(
            ($"{one.Number}", $"{other.Number}", "text", "你好", "false", "1"),
            (got.Text("sender_id"), got.Text("receiver_id"), got.Text("message_type"), got.Text("content"), got.Text("read_status"), got.Text("seq")));
    }

    [Fact]
    public async Task Without_an_acknowledgement_a_status_is_the_answer()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/rooms");
        await sender.EmitAsync("send_message", new { receiver_id = other.Number, content = "hi", temp_id = "t-1" });
        var sent = await sender.ExpectAsync("message_status");
        Assert.Equal(("sent", "t-1"), (sent.Text("status"), sent.Text("temp_id")));
        await sender.EmitAsync("send_message", new { receiver_id = other.Number, content = "", temp_id = "t-2" });
        var failed = await sender.ExpectAsync("message_status");
        Assert.Equal(("failed", "t-2", "text_empty", "send_message"), (failed.Text("status"), failed.Text("temp_id"), failed.Text("code"), failed.Text("event")));
    }

    [Fact]
    public async Task All_connections_of_both_hear_of_it_once_but_the_one_that_sent_it()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/rooms");
        using var own = await one.EnterAsync("/web");
        using var social = await other.ConnectAsync();
        using var rooms = await other.EnterAsync("/rooms");
        await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "hi" });
        Assert.Equal("hi", (await own.ExpectAsync("message")).Text("content"));
        Assert.Equal("hi", (await social.ExpectAsync("chat", "new_message")).Text("content"));
        Assert.Equal("hi", (await rooms.ExpectAsync("receive_message")).Text("content"));
        await sender.AskAsync("leave_room");
        Assert.Empty(sender.Kept("receive_message"));
    }

    [Fact]
    public async Task Many_sends_at_once_are_stored_in_their_order()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/rooms");
        using var receiver = await other.EnterAsync("/web");
        var asked = new List<int>();
        for (var i = 1; i <= 80; i++)
            asked.Add(await sender.BeginAsync("send_message", new { receiver_id = other.Number, content = $"m{i}", temp_id = $"t{i}" }));
        for (var i = 1; i <= 80; i++)
        {
            var record = (await sender.EndAsync(asked[i - 1])).GetProperty("message");
            Assert.Equal(($"m{i}", i), (record.Text("content"), (int)record.Number("seq")));
        }

        for (var i = 1; i <= 80; i++)
            Assert.Equal($"m{i}", (await receiver.ExpectAsync("message")).Text("content"));
    }

    [Fact]
    public async Task A_repeat_is_the_same_message_and_another_body_a_conflict()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/rooms");
        var first = await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "hi", temp_id = "t" });
        var again = await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "hi", temp_id = "t" });
        Assert.Equal(first.GetProperty("message").Text("_id"), again.GetProperty("message").Text("_id"));
        var conflict = await sender.AskRefusedAsync("idempotency_conflict", "send_message", new { receiver_id = other.Number, content = "ho", temp_id = "t" });
        Assert.Equal(("failed", "t"), (conflict.Text("status"), conflict.Text("temp_id")));
    }

    [Fact]
    public async Task An_acknowledgement_says_that_it_arrived_and_a_forged_one_nothing()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/rooms");
        using var receiver = await other.EnterAsync("/rooms");
        var first = (await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "1" })).GetProperty("message").Text("_id");
        var second = (await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "2" })).GetProperty("message").Text("_id");
        await receiver.ExpectPacketAsync("receive_message");
        var packet = await receiver.ExpectPacketAsync("receive_message");
        foreach (var forged in new[] { 0, int.MaxValue, packet.Id!.Value + 100 })
            await receiver.AcknowledgeAsync(forged);
        await sender.AskAsync("leave_room");
        await receiver.AcknowledgeAsync(packet.Id); // speaks for the first one too
        foreach (var id in new[] { first, second })
        {
            var status = await sender.ExpectAsync("message_status", data => data.Text("message_id") == id);
            Assert.Equal("delivered", status.Text("status"));
        }
    }

    [Fact]
    public async Task Reading_is_told_message_by_message_and_to_ones_own_devices()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/rooms");
        using var receiver = await other.EnterAsync("/rooms");
        using var own = await other.EnterAsync("/rooms");
        var record = (await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "1" })).GetProperty("message");
        var (chat, id) = (record.Text("chat_id"), record.Text("_id"));
        Assert.Equal("ok", (await receiver.AskAsync("mark_read", new { chat_id = chat, message_ids = new[] { id } })).Text("status"));
        Assert.Equal(id, (await sender.ExpectAsync("message_status", data => data.Text("status") == "read")).Text("message_id"));
        foreach (var client in new[] { sender, own })
        {
            var read = await client.ExpectAsync("messages_read");
            Assert.Equal((chat, $"{other.Number}", id), (read.Text("chat_id"), read.Text("user_id"), read.GetProperty("message_ids")[0].GetString()));
        }

        await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "2" });
        await receiver.ExpectAsync("receive_message", data => data.Text("content") == "2");
        Assert.Equal("ok", (await receiver.AskAsync("mark_read", new { chat_id = chat })).Text("status"));
        await sender.ExpectAsync("messages_read");
    }

    [Fact]
    public async Task A_recall_is_told_to_all_and_to_late_or_foreign_ones_refused()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/rooms");
        using var receiver = await other.EnterAsync("/rooms");
        var id = (await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "1" })).GetProperty("message").Text("_id");
        await receiver.AskRefusedAsync("forbidden", "recall_message", new { message_id = id });
        await receiver.AskRefusedAsync("message_not_found", "recall_message", new { message_id = "12345" });
        await receiver.AskRefusedAsync("missing_field", "recall_message");
        Assert.Equal("ok", (await sender.AskAsync("recall_message", new { message_id = id })).Text("status"));
        foreach (var client in new[] { sender, receiver })
            Assert.Equal(id, (await client.ExpectAsync("message_recalled")).Text("message_id"));
    }

    [Fact]
    public async Task A_deletion_is_told_to_ones_own_devices_alone()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/rooms");
        using var receiver = await other.EnterAsync("/rooms");
        var id = (await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "1" })).GetProperty("message").Text("_id");
        Assert.Equal(System.Net.HttpStatusCode.OK, (await other.CallAnyAsync("DELETE", $"/api/chat/messages/{id}")).Status);
        Assert.Equal(id, (await receiver.ExpectAsync("message_deleted")).Text("message_id"));
        await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "2" });
        await sender.AskAsync("leave_room");
        Assert.Empty(sender.Kept("message_deleted"));
    }

    [Fact]
    public async Task Strangers_get_one_message_until_they_answer()
    {
        var (one, other) = (await server.PersonAsync(), await server.PersonAsync());
        using var sender = await one.EnterAsync("/rooms");
        using var receiver = await other.EnterAsync("/rooms");
        Assert.Equal("sent", (await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "1" })).Text("status"));
        await sender.AskRefusedAsync("first_contact_limit", "send_message", new { receiver_id = other.Number, content = "2" });
        var chat = (await receiver.ExpectAsync("receive_message")).Text("chat_id");
        Assert.Equal("sent", (await receiver.AskAsync("send_message", new { chat_id = chat, content = "3" })).Text("status"));
        Assert.Equal("sent", (await sender.AskAsync("send_message", new { chat_id = chat, content = "4" })).Text("status"));
    }
}
