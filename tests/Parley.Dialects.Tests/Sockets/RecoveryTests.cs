using Parley.Dialects.Tests.Social;

namespace Parley.Dialects.Tests.Sockets;

/// <summary>Coming back by <c>pid</c> and <c>offset</c>: what was missed comes from the store, in order and once.</summary>
public sealed class RecoveryTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Fact]
    public async Task Who_comes_back_gets_what_it_missed_once_and_in_order_and_not_its_own()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/rooms");
        var lost = await other.EnterAsync("/rooms");
        await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "1" });
        await lost.ExpectAsync("receive_message");
        var (pid, offset) = (lost.Pid, await lost.ExpectOffsetAsync(1));
        await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "2" });
        await lost.AskAsync("send_message", new { receiver_id = one.Number, content = "own", temp_id = "t" });
        lost.Vanish();
        lost.Dispose();
        await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "3" });

        using var back = await SocketClient.OpenAsync(server.Http);
        var entered = await back.TryEnterAsync("/rooms", new { token = other.Token, pid, offset });
        Assert.Equal(pid, entered.Body.Text("pid"));
        await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "4" });
        foreach (var content in new[] { "2", "3", "4" })
            Assert.Equal(content, (await back.ExpectAsync("receive_message")).Text("content"));
        await back.AskAsync("leave_room");
        Assert.Empty(back.Kept("receive_message"));
    }

    [Fact]
    public async Task Recalls_deletions_and_reads_that_were_missed_are_told_too()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/rooms");
        var first = (await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "1" })).GetProperty("message");
        var lost = await other.EnterAsync("/rooms");
        var second = (await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "2" })).GetProperty("message");
        var own = (await lost.AskAsync("send_message", new { receiver_id = one.Number, content = "3" })).GetProperty("message");
        await lost.ExpectAsync("receive_message");
        var (pid, offset) = (lost.Pid, await lost.ExpectOffsetAsync(2));
        lost.Vanish();
        lost.Dispose();

        await sender.AskAsync("recall_message", new { message_id = first.Text("_id") });
        await other.CallAnyAsync("DELETE", $"/api/chat/messages/{second.Text("_id")}");
        await sender.AskAsync("mark_read", new { chat_id = own.Text("chat_id"), message_ids = new[] { own.Text("_id") } });
        await sender.ExpectAsync("messages_read");

        using var back = await SocketClient.OpenAsync(server.Http);
        await back.EnterAsync("/rooms", new { token = other.Token, pid, offset });
        Assert.Equal(first.Text("_id"), (await back.ExpectAsync("message_recalled")).Text("message_id"));
        Assert.Equal(second.Text("_id"), (await back.ExpectAsync("message_deleted")).Text("message_id"));
        await back.ExpectAsync("messages_read", read => read.Text("user_id") == $"{one.Number}");
        await back.ExpectAsync("message_status", status => (status.Text("message_id"), status.Text("status")) == (own.Text("_id"), "read"));
    }

    [Fact]
    public async Task Who_comes_back_before_its_loss_was_noticed_takes_its_own_place()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/web");
        using var old = await other.EnterAsync("/web");
        await sender.AskAsync("message", new { receiverId = other.Number, content = "1" });
        await old.ExpectAsync("message");
        var (pid, offset) = (old.Pid, await old.ExpectOffsetAsync(1));
        using var back = await SocketClient.OpenAsync(server.Http);
        Assert.Equal(pid, (await back.TryEnterAsync("/web", new { token = other.Token, pid, offset })).Body.Text("pid"));
        await sender.AskAsync("message", new { receiverId = other.Number, content = "2" });
        Assert.Equal("2", (await back.ExpectAsync("message")).Text("content"));
        await old.ReadToEndAsync();
        Assert.Empty(old.Kept("message"));
    }

    [Fact]
    public async Task What_it_spoke_and_its_device_stay_on_the_main_namespace()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/web");
        var lost = await other.EnterAsync("/", device: "phone");
        await lost.AskAsync("leave_room");
        var (pid, offset) = (lost.Pid, await lost.ExpectOffsetAsync(0));
        lost.Vanish();
        lost.Dispose();
        await sender.AskAsync("message", new { receiverId = other.Number, content = "1" });
        using var back = await SocketClient.OpenAsync(server.Http);
        await back.EnterAsync("/", new { token = other.Token, pid, offset });
        await back.EmitAsync("ping"); // shows nothing any more
        Assert.Equal("1", (await back.ExpectAsync("receive_message")).Text("content"));
        Assert.Equal("unknown_event", (await back.ExpectAsync("failed")).Text("code"));
    }

    [Fact]
    public async Task A_forged_one_starts_afresh()
    {
        var (one, other) = await server.FriendsAsync();
        using var lost = await other.EnterAsync("/rooms");
        await lost.AskAsync("leave_room");
        var (pid, offset) = (lost.Pid, await lost.ExpectOffsetAsync(0));
        lost.Vanish();
        foreach (var (person, space, theirs, number) in new[]
        {
            (other, "/rooms", "guessed", offset), (one, "/rooms", pid, offset), (other, "/rooms", pid, "x"), (other, "/rooms", pid, "-1"), (other, "/rooms", pid, "99999999999999999999"),
        })
        {
            using var client = await SocketClient.OpenAsync(server.Http);
            var entered = await client.TryEnterAsync(space, new { token = person.Token, pid = theirs, offset = number });
            Assert.Equal('0', entered.Kind);
            Assert.NotEqual(pid, entered.Body.Text("pid"));
            await client.LeaveAsync();
        }
    }

    [Fact]
    public async Task A_number_that_was_never_told_and_another_namespace_start_afresh()
    {
        foreach (var (space, isAhead) in new[] { ("/rooms", true), ("/web", false) })
        {
            var person = await server.PersonAsync();
            using var lost = await person.EnterAsync("/rooms");
            await lost.ExpectOffsetAsync(0);
            lost.Vanish();
            using var client = await SocketClient.OpenAsync(server.Http);
            var entered = await client.TryEnterAsync(space, new { token = person.Token, pid = lost.Pid, offset = isAhead ? "1000" : lost.Offset });
            Assert.NotEqual(lost.Pid, entered.Body.Text("pid"));
        }
    }

    [Fact]
    public async Task Who_left_by_itself_does_not_come_back()
    {
        var person = await server.PersonAsync();
        using var gone = await person.EnterAsync("/rooms");
        var (pid, offset) = (gone.Pid, await gone.ExpectOffsetAsync(0));
        await gone.LeaveAsync();
        await gone.EnterAsync("/web", new { token = person.Token }); // handled behind it
        using var client = await SocketClient.OpenAsync(server.Http);
        var entered = await client.TryEnterAsync("/rooms", new { token = person.Token, pid, offset });
        Assert.NotEqual(pid, entered.Body.Text("pid"));
    }
}
