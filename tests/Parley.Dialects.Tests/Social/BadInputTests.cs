using System.Net.WebSockets;
using System.Text;

namespace Parley.Dialects.Tests.Social;

public sealed class BadInputTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Theory]
    [InlineData("not json", "malformed_json", null)]
    [InlineData("[1]", "malformed_json", null)]
    [InlineData("null", "malformed_json", null)]
    [InlineData("", "malformed_json", null)]
    [InlineData("{}", "missing_field", "type")]
    [InlineData("""{"type":"dance"}""", "unknown_type", null)]
    [InlineData("""{"type":5}""", "invalid_field", "type")]
    [InlineData("""{"type":"chat"}""", "missing_field", "action")]
    [InlineData("""{"type":"chat","action":"dance","data":{}}""", "unknown_action", null)]
    [InlineData("""{"type":"chat","action":"send"}""", "missing_field", "data")]
    [InlineData("""{"type":"chat","action":"send","data":{"content":"x"}}""", "missing_field", "receiver_id")]
    [InlineData("""{"type":"chat","action":"send","data":{"receiver_id":{},"content":"x"}}""", "invalid_field", "receiver_id")]
    [InlineData("""{"type":"chat","action":"send","data":{"receiver_id":"5"}}""", "missing_field", "content")]
    [InlineData("""{"type":"chat","action":"send","data":{"receiver_id":"5","content":7}}""", "invalid_field", "content")]
    [InlineData("""{"type":"chat","action":"send","data":{"receiver_id":"5","content":"x","message_type":"system"}}""", "invalid_field", "message_type")]
    [InlineData("""{"type":"chat","action":"send","data":{"receiver_id":"5","content":"\ud800"}}""", "text_invalid", "content")]
    [InlineData("""{"type":"chat","action":"send","data":{"receiver_id":"5","content":"x"}}""", "user_not_found", null)]
    [InlineData("""{"type":"chat","action":"send","data":{"receiver_id":"0198c1f0-0000-4000-8000-000000000000","content":"x"}}""", "user_not_found", null)]
    [InlineData("""{"type":"chat","action":"send","data":{"group_id":"5","content":"x"}}""", "conversation_not_found", null)]
    [InlineData("""{"type":"chat","action":"read","data":{}}""", "missing_field", "message_id")]
    [InlineData("""{"type":"chat","action":"delivered","data":{"message_id":"77"}}""", "message_not_found", null)]
    [InlineData("""{"type":"chat","action":"recall","data":{"message_id":"77"}}""", "message_not_found", null)]
    [InlineData("""{"type":"chat","action":"sync","data":{"conversations":{"5":"x"}}}""", "invalid_field", "conversations")]
    [InlineData("""{"type":"chat","action":"sync","data":{"by":"moon"}}""", "invalid_field", "by")]
    [InlineData("""{"type":"typing","data":{"is_typing":true}}""", "missing_field", "receiver_id")]
    [InlineData("""{"type":"typing","data":{"receiver_id":"5"}}""", "missing_field", "is_typing")]
    [InlineData("""{"type":"status","data":{"status":"offline"}}""", "invalid_field", "status")]
    [InlineData("""{"type":"status"}""", "missing_field", "data")]
    public async Task A_bad_frame_is_named_and_the_connection_survives(string frame, string code, string? field)
    {
        var person = await server.PersonAsync();
        using var client = await person.ConnectAsync();

        await client.SendTextAsync(Encoding.UTF8.GetBytes(frame));

        Assert.Equal(field, (await client.ExpectErrorAsync(code)).Text("field"));
        await client.ExpectAliveAsync();
        Assert.Empty(server.Complaints);
    }

    [Theory]
    [InlineData("", "text_empty")]
    [InlineData("  ", "text_empty")]
    [InlineData("a\u0000b", "text_invalid")]
    public async Task Text_that_cannot_be_sent_is_refused_with_its_temp_id(string content, string code)
    {
        var (one, other) = await server.FriendsAsync();
        using var client = await one.ConnectAsync();
        await client.SendChatAsync(other.Id, content, "t-1");
        Assert.Equal("t-1", (await client.ExpectErrorAsync(code)).Text("temp_id"));
        await client.ExpectAliveAsync();
    }

    [Fact]
    public async Task A_million_characters_are_too_long_and_the_connection_survives()
    {
        var (one, other) = await server.FriendsAsync();
        using var client = await one.ConnectAsync();
        await client.SendChatAsync(other.Id, new string('x', 1_000_000), "t-1");
        var error = await client.ExpectErrorAsync("text_too_long");
        Assert.Equal(("t-1", 1000), (error.Text("temp_id"), error.Number("limit")));
        await client.ExpectAliveAsync();
    }

    [Fact]
    public async Task Oneself_as_receiver_is_refused()
    {
        var person = await server.PersonAsync();
        using var client = await person.ConnectAsync();
        await client.SendChatAsync(person.Id, "me", "t-1");
        Assert.Equal("t-1", (await client.ExpectErrorAsync("self_target")).Text("temp_id"));
    }

    [Fact]
    public async Task A_temp_id_is_echoed_even_when_another_field_is_of_a_wrong_type()
    {
        var person = await server.PersonAsync();
        using var client = await person.ConnectAsync();
        await client.SendTextAsync("""{"type":"chat","action":"send","data":{"content":7,"temp_id":"t-9"}}"""u8.ToArray());
        Assert.Equal("t-9", (await client.ExpectErrorAsync("invalid_field")).Text("temp_id"));
    }

    [Fact]
    public async Task A_binary_frame_is_refused_and_the_connection_survives()
    {
        var person = await server.PersonAsync();
        using var client = await person.ConnectAsync();
        await client.Socket.SendAsync(new byte[] { 1, 2, 3 }, WebSocketMessageType.Binary, true, CancellationToken.None);
        await client.ExpectErrorAsync("binary_not_supported");
        await client.ExpectAliveAsync();
    }

    [Fact]
    public async Task Invalid_UTF_8_closes_with_1007()
    {
        var person = await server.PersonAsync();
        using var client = await person.ConnectAsync();
        await client.SendTextAsync([0x22, 0xC3, 0x28, 0x22]);
        await client.ExpectCloseAsync(1007, "invalid_utf8");
    }

    [Fact]
    public async Task Ten_megabytes_close_with_1009()
    {
        var person = await server.PersonAsync();
        using var client = await person.ConnectAsync();
        var sending = client.SendTextAsync(new byte[10 * 1024 * 1024]);
        await client.ExpectCloseAsync(1009, "frame_too_big");
        await sending;
    }

    [Fact]
    public async Task Who_is_no_friend_gets_nothing()
    {
        var (one, stranger) = (await server.PersonAsync(), await server.PersonAsync());
        using var client = await one.ConnectAsync();
        await client.SendChatAsync(stranger.Id, "hello", "t-1");
        Assert.Equal("t-1", (await client.ExpectErrorAsync("not_friends")).Text("temp_id"));
    }

    [Fact]
    public async Task More_than_ten_messages_a_second_are_refused()
    {
        var (one, other) = await server.FriendsAsync();
        using var client = await one.ConnectAsync();
        for (var i = 0; i < 40; i++)
            await client.SendChatAsync(other.Id, "x", null);
        var error = await client.ExpectErrorAsync("rate_limited");
        Assert.True(error.Number("retry_after") >= 1);
        await client.SendAsync(new { type = "ping" });
        while ((await client.ReceiveAsync()).Text("type") != "pong")
        {
            // The others' answers come first.
        }
    }
}
