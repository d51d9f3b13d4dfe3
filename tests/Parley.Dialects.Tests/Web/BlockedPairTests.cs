using System.Net;
using Parley.Dialects.Tests.Social;

namespace Parley.Dialects.Tests.Web;

/// <summary>What a blocked pair is shown of each other's reading, on every surface.</summary>
public sealed class BlockedPairTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Fact]
    public async Task How_far_the_other_has_read_is_shown_until_one_blocks_and_ones_own_always()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/web");
        using var reader = await other.EnterAsync("/web");
        await sender.AskAsync("message", new { receiverId = other.Number, content = "seen" });
        Assert.Equal(1, (await reader.AskAsync("read", new { contactId = one.Number })).GetProperty("data").Number("affectedRows"));
        var chat = (await one.CallAnyAsync("GET", "/api/chat/chats/")).Body.GetProperty("data")[0].Text("_id");
        var shown = new[]
        {
            ($"/api/web/messages/{other.Number}", $"/api/web/messages/{one.Number}", "\"readStatus\":true"),
            ("/api/web/sessions", "/api/web/sessions", "\"readStatus\":true"),
            ("/api/chat/chats/", "/api/chat/chats/", "\"read_status\":true"),
            ($"/api/chat/chats/{chat}/messages", $"/api/chat/chats/{chat}/messages", "\"read_status\":true"),
            ($"/api/v1/messages/{other.Id}", $"/api/v1/messages/{one.Id}", "\"is_read\":true"),
        };
        foreach (var (mine, _, mark) in shown)
            Assert.Contains(mark, (await one.CallAnyAsync("GET", mine)).Body.GetRawText());

        Assert.Equal(HttpStatusCode.NoContent, (await other.CallAsync("POST", $"/friends/{one.Id}/block")).Status);
        foreach (var (mine, theirs, mark) in shown)
        {
            Assert.DoesNotContain(mark, (await one.CallAnyAsync("GET", mine)).Body.GetRawText());
            Assert.Contains(mark, (await other.CallAnyAsync("GET", theirs)).Body.GetRawText());
        }

        foreach (var (client, known) in new[] { (sender, Array.Empty<long>()), (reader, [other.Number]) }) // she moved none of her own
        {
            var synced = Assert.Single((await client.AskAsync("sync")).GetProperty("data").GetProperty("conversations").EnumerateArray());
            Assert.Equal(known, synced.GetProperty("pointers").EnumerateArray().Select(pointer => pointer.Number("userId")));
        }
    }
}
