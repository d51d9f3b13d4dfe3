using Parley.Dialects.Tests.Social;

namespace Parley.Dialects.Tests.Rooms;

/// <summary>What <c>/rooms</c> refuses, each with a code that names the fault; nothing of it is one of the server's.</summary>
public sealed class RefusalsTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Theory]
    [InlineData("missing_field", """{"content":"x"}""", "chat_id")]
    [InlineData("missing_field", """{"receiver_id":"PEER"}""", "content")]
    [InlineData("missing_field", """{"receiver_id":"PEER","content":"x","message_type":"image"}""", "file_url")]
    [InlineData("missing_field", """{"receiver_id":"PEER","content":"x","message_type":"voice"}""", "file_url")]
    [InlineData("invalid_field", """{"receiver_id":{},"content":"x"}""", "receiver_id")]
    [InlineData("invalid_field", """{"chat_id":[1],"content":"x"}""", "chat_id")]
    [InlineData("invalid_field", """{"receiver_id":"PEER","content":"x","message_type":"system"}""", "message_type")]
    [InlineData("invalid_field", """{"receiver_id":"PEER","content":"x","message_type":"order"}""", "message_type")]
    [InlineData("invalid_field", """{"receiver_id":"PEER","content":5}""", "content")]
    [InlineData("conversation_not_found", """{"chat_id":"abc","content":"x"}""", null)]
    [InlineData("user_not_found", """{"receiver_id":"abc","content":"x"}""", null)]
    [InlineData("user_not_found", """{"receiver_id":"123456789","content":"x"}""", null)]
    [InlineData("self_target", """{"receiver_id":"ME","content":"x"}""", null)]
    [InlineData("text_empty", """{"receiver_id":"PEER","content":""}""", null)]
    [InlineData("text_too_long", """{"receiver_id":"PEER","content":"LONG"}""", null)]
    [InlineData("text_invalid", """{"receiver_id":"PEER","content":"\ud800"}""", null)]
    [InlineData("text_invalid", """{"receiver_id":"PEER","content":"a\u0000b"}""", null)]
    [InlineData("message_not_found", """{"receiver_id":"PEER","content":"x","reply_to":"abc"}""", null)]
    [InlineData("message_not_found", """{"receiver_id":"PEER","content":"x","reply_to":"12345"}""", null)]
    [InlineData("file_not_found", """{"receiver_id":"PEER","message_type":"image","file_url":"/api/chat/files/12345"}""", null)]
    [InlineData("malformed_json", "null", null)]
    [InlineData("malformed_json", "5", null)]
    [InlineData("malformed_json", "[]", null)]
    [InlineData("malformed_json", "\"x\"", null)]
    public async Task A_message_that_can_not_be_sent_is_refused(string code, string data, string? field)
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/rooms");
        var json = data.Replace("PEER", $"{other.Number}").Replace("ME", $"{one.Number}").Replace("LONG", new string('长', 501));
        var refused = await sender.AskRefusedAsync(code, "send_message", json);
        Assert.Equal("failed", refused.Text("status"));
        if (field is not null)
            Assert.Equal(field, refused.Text("field"));
        Assert.Equal("sent", (await sender.AskAsync("send_message", new { receiver_id = other.Number, content = new string('长', 500) })).Text("status"));
        Assert.Empty(server.Complaints);
    }

    [Theory]
    [InlineData("join_room", "{}", "missing_field")]
    [InlineData("join_room", """{"chat_id":"77"}""", "conversation_not_found")]
    [InlineData("mark_read", "{}", "missing_field")]
    [InlineData("mark_read", """{"chat_id":"77"}""", "conversation_not_found")]
    [InlineData("mark_read", """{"chat_id":"77","message_ids":5}""", "invalid_field")]
    [InlineData("typing", """{"chat_id":"77"}""", "missing_field")]
    [InlineData("typing", """{"is_typing":true}""", "missing_field")]
    [InlineData("typing", """{"receiver_id":"abc","is_typing":true}""", "user_not_found")]
    [InlineData("recall_message", "{}", "missing_field")]
    [InlineData("recall_message", """{"message_id":"x"}""", "message_not_found")]
    [InlineData("forward_messages", "{}", "missing_field")]
    [InlineData("forward_messages", """{"message_ids":[1]}""", "missing_field")]
    [InlineData("forward_messages", """{"message_ids":[],"receiver_ids":[]}""", "invalid_field")]
    [InlineData("sync", """{"by":"time"}""", "invalid_field")]
    [InlineData("sync", """{"conversations":{"1":"x"}}""", "invalid_field")]
    [InlineData("nonsense", "{}", "unknown_event")]
    public async Task Another_event_that_makes_no_sense_is_refused(string name, string data, string code)
    {
        var person = await server.PersonAsync();
        using var client = await person.EnterAsync("/rooms");
        Assert.Equal("failed", (await client.AskRefusedAsync(code, name, data)).Text("status"));
        await client.EmitAsync(name, data);
        Assert.Equal(code, (await client.ExpectAsync("failed")).Text("code"));
        Assert.Empty(server.Complaints);
    }

    [Fact]
    public async Task A_long_key_comes_back_cut_and_never_in_the_middle_of_a_character()
    {
        var (one, other) = await server.FriendsAsync();
        using var client = await one.EnterAsync("/rooms");
        var key = new string('k', 63) + "😀";
        var refused = await client.AskRefusedAsync("invalid_field", "send_message", new { receiver_id = other.Number, content = "x", temp_id = key });
        Assert.Equal(new string('k', 63), refused.Text("temp_id"));
    }

    [Theory]
    [InlineData("message_ids", """{"message_ids":[],"receiver_ids":[1]}""")]
    [InlineData("receiver_ids", """{"message_ids":[1],"receiver_ids":[]}""")]
    [InlineData("chat_ids", """{"message_ids":[1],"chat_ids":[]}""")]
    [InlineData("temp_id", """{"message_ids":[1],"chat_ids":[1],"temp_id":""}""")]
    public async Task What_is_wrong_with_a_forwarding_is_named_as_the_client_wrote_it(string field, string data)
    {
        var person = await server.PersonAsync();
        using var client = await person.EnterAsync("/rooms");
        Assert.Equal(field, (await client.AskRefusedAsync("invalid_field", "forward_messages", data)).Text("field"));
    }

    [Fact]
    public async Task A_conversation_that_one_is_not_in_is_closed()
    {
        var (one, other) = await server.FriendsAsync();
        var (stranger, chat) = (await server.PersonAsync(), await server.GroupAsync(one, other));
        using var client = await stranger.EnterAsync("/rooms");
        foreach (var name in new[] { "join_room", "mark_read" })
            await client.AskRefusedAsync("not_participant", name, new { chat_id = chat.Value });
        await client.AskRefusedAsync("not_participant", "typing", new { chat_id = chat.Value, is_typing = true });
        await client.AskRefusedAsync("not_participant", "send_message", new { chat_id = chat.Value, content = "x" });
    }

    [Fact]
    public async Task Too_many_are_refused_with_the_time_to_wait()
    {
        var person = await server.PersonAsync();
        using var client = await person.EnterAsync("/rooms");
        var asked = new List<int>();
        for (var i = 0; i < 60; i++)
            asked.Add(await client.BeginAsync("sync", new { }));
        var codes = new List<(string? Code, string? Wait)>();
        foreach (var number in asked)
        {
            var answer = await client.EndAsync(number);
            codes.Add((answer.Text("code"), answer.Text("retry_after")));
        }

        Assert.Null(codes[0].Code);
        Assert.Contains(("rate_limited", "1"), codes);
    }
}
