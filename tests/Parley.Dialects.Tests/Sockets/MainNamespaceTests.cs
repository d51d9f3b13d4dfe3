using Parley.Dialects.Tests.Social;

namespace Parley.Dialects.Tests.Sockets;

public sealed class MainNamespaceTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Theory]
    [InlineData("rooms", "receive_message")]
    [InlineData("Rooms", "receive_message")]
    [InlineData("web", "message")]
    [InlineData("neither", "message")]
    [InlineData(null, "message")]
    public async Task The_handshake_names_the_surface_and_web_is_taken_else(string? dialect, string heard)
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await other.EnterAsync("/web");
        using var named = await SocketClient.OpenAsync(server.Http);
        await named.EnterAsync("/", new { token = one.Token, dialect });
        using var asked = await SocketClient.OpenAsync(server.Http, dialect is null ? "" : $"&dialect={dialect}");
        await asked.EnterAsync("/", new { token = one.Token });

        await sender.EmitAsync("message", new { receiverId = one.Number, content = "hi", tempId = "t" });
        Assert.Equal("hi", (await named.ExpectAsync(heard)).Text("content"));
        Assert.Equal("hi", (await asked.ExpectAsync(heard)).Text("content"));
    }

    [Theory]
    [InlineData("send_message")]
    [InlineData("join_room")]
    [InlineData("leave_room")]
    [InlineData("mark_read")]
    [InlineData("recall_message")]
    [InlineData("forward_messages")]
    public async Task An_event_that_only_rooms_has_shows_that_its_sender_speaks_rooms(string shows)
    {
        var (one, other) = await server.FriendsAsync();
        using var client = await one.EnterAsync("/");
        await client.EmitAsync("typing", new { contactId = other.Number, isTyping = true }); // decides nothing
        await client.EmitAsync(shows);
        await client.EmitAsync("ping"); // now it is too late for the other
        using var sender = await other.EnterAsync("/web");
        Assert.Equal("ok", (await client.AskAsync("leave_room")).Text("status"));
        await sender.EmitAsync("message", new { receiverId = one.Number, content = "hi" });
        Assert.Equal("hi", (await client.ExpectAsync("receive_message")).Text("content"));
    }

    [Fact]
    public async Task Who_named_a_surface_stays_with_it()
    {
        var (one, other) = await server.FriendsAsync();
        using var client = await SocketClient.OpenAsync(server.Http);
        await client.EnterAsync("/", new { token = one.Token, dialect = "rooms" });
        await client.AskRefusedAsync("unknown_event", "message", new { receiverId = other.Number, content = "hi" });

        using var web = await one.EnterAsync("/web");
        await web.AskRefusedAsync("unknown_event", "send_message", new { receiver_id = other.Number, content = "hi" });
    }
}
