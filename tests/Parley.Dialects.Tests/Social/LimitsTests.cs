using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations;
using Parley.Limits;

namespace Parley.Dialects.Tests.Social;

public sealed class LimitsTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Fact]
    public async Task A_stranger_is_refused_without_a_conversation_being_made()
    {
        var (one, stranger) = (await server.PersonAsync(), await server.PersonAsync());
        using var client = await one.ConnectAsync();
        await client.SendChatAsync(stranger.Id, " ", "t-1");
        await client.ExpectErrorAsync("text_empty"); // what is wrong with the message itself comes first
        await client.SendChatAsync(stranger.Id, "hello", "t-2");
        Assert.Equal("t-2", (await client.ExpectErrorAsync("not_friends")).Text("temp_id"));
        var (_, refused) = await one.CallAsync("POST", $"/messages/{stranger.Id}", new { content = "hello" });
        Assert.Equal("not_friends", refused.Text("code"));
        Assert.Null(await server.Services.GetRequiredService<DirectConversations>().FindAsync(one.Account, stranger.Account.Id, CancellationToken.None));
    }

    [Theory]
    [InlineData("""{"type":"chat","action":"read","data":{"message_id":"77"}}""", "message_not_found")]
    [InlineData("""{"type":"chat","action":"delivered","data":{"message_id":"77"}}""", "message_not_found")]
    [InlineData("""{"type":"chat","action":"recall","data":{"message_id":"77"}}""", "message_not_found")]
    [InlineData("""{"type":"chat","action":"sync","data":{"by":"moon"}}""", "invalid_field")]
    [InlineData("""{"type":"auth","token":"x"}""", "unauthenticated")]
    public async Task Frames_without_end_are_refused(string text, string otherwise)
    {
        var person = await server.PersonAsync();
        using var client = await person.ConnectAsync();
        var frame = System.Text.Encoding.UTF8.GetBytes(text);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 1_000 && codes.Count < 2; i++)
        {
            await client.SendTextAsync(frame);
            codes.Add((await client.ExpectAsync("error")).Text("code")!);
        }

        Assert.Equal([otherwise, "rate_limited"], codes);
        await client.ExpectAliveAsync();
    }

    [Fact]
    public async Task Status_changes_above_the_rate_are_dropped_without_a_word()
    {
        var (one, other) = await server.FriendsAsync();
        using var watcher = await other.ConnectAsync();
        await watcher.ExpectAliveAsync();
        using var client = await one.ConnectAsync();
        for (var i = 0; i < 300; i++)
            await client.SendAsync(new { type = "status", data = new { status = i % 2 == 0 ? "away" : "busy" } });
        await client.ExpectAliveAsync();
        await client.SendChatAsync(other.Id, "the end", null);

        var told = 0;
        for (var frame = await watcher.ReceiveAsync(); frame.Text("action") != "new_message"; frame = await watcher.ReceiveAsync())
            told += frame.Text("type") == "status" ? 1 : 0;
        Assert.InRange(told, 1, 50);
    }

    [Fact]
    public async Task An_overlong_temp_id_is_not_sent_back_whole()
    {
        var (one, other) = await server.FriendsAsync();
        using var client = await one.ConnectAsync();
        await client.SendChatAsync(other.Id, "x", new string('t', 100_000));
        Assert.Equal(new string('t', 64), (await client.ExpectErrorAsync("invalid_field")).Text("temp_id"));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    [InlineData("2001:db8::1", "2001:db8::ffff:2", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    public void Addresses_of_one_IPv6_network_count_as_one(string one, string other, bool isSame) =>
        Assert.Equal(isSame, RateLimits.KeyOf(System.Net.IPAddress.Parse(one)) == RateLimits.KeyOf(System.Net.IPAddress.Parse(other)));
}
