using Parley.Dialects.Tests.Social;

namespace Parley.Dialects.Tests.Sockets;

public sealed class EntranceTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Theory]
    [InlineData("/rooms")]
    [InlineData("/web")]
    [InlineData("/")]
    public async Task Nobody_comes_in_without_a_good_token(string space)
    {
        var person = await server.PersonAsync();
        foreach (var auth in new object?[] { null, new { }, new { token = "" }, new { token = 5 }, new { token = person.Token + "x" }, """{"token":"\ud800"}""" })
        {
            using var client = await SocketClient.OpenAsync(server.Http);
            var refused = await client.TryEnterAsync(space, auth);
            Assert.Equal('4', refused.Kind);
            Assert.NotEqual("", refused.Body.Text("message"));
            Assert.Equal((401, "unauthenticated"), CodesOf(refused));
        }
    }

    [Fact]
    public async Task A_token_may_stand_in_the_handshake_the_query_or_the_header()
    {
        var person = await server.PersonAsync();
        using var handshake = await SocketClient.OpenAsync(server.Http);
        using var bearer = await SocketClient.OpenAsync(server.Http);
        using var query = await SocketClient.OpenAsync(server.Http, $"&token={person.Token}");
        using var header = await SocketClient.OpenAsync(server.Http, authorization: $"Bearer {person.Token}");
        Assert.Equal('0', (await handshake.TryEnterAsync("/rooms", new { token = person.Token })).Kind);
        await handshake.LeaveAsync();
        Assert.Equal('0', (await bearer.TryEnterAsync("/rooms", new { token = $"Bearer {person.Token}" })).Kind);
        Assert.Equal('0', (await query.TryEnterAsync("/web")).Kind);
        Assert.Equal('0', (await header.TryEnterAsync("/")).Kind);
    }

    [Fact]
    public async Task A_banned_person_is_told_so()
    {
        var person = await server.PersonAsync();
        await server.BanAsync(person);
        using var client = await SocketClient.OpenAsync(server.Http);
        Assert.Equal((403, "banned"), CodesOf(await client.TryEnterAsync("/rooms", new { token = person.Token })));
    }

    [Fact]
    public async Task A_device_must_be_a_short_text()
    {
        var person = await server.PersonAsync();
        foreach (var device in new[] { "", new string('x', 65), "a\0b" })
        {
            using var client = await SocketClient.OpenAsync(server.Http);
            Assert.Equal((400, "invalid_field"), CodesOf(await client.TryEnterAsync("/web", new { token = person.Token, device })));
        }

        using var fine = await SocketClient.OpenAsync(server.Http);
        Assert.Equal('0', (await fine.TryEnterAsync("/web", new { token = person.Token, device = new string('x', 64) })).Kind);
    }

    [Fact]
    public async Task Refusals_speak_the_clients_language_and_chinese_to_who_names_none()
    {
        using var english = await SocketClient.OpenAsync(server.Http);
        using var nameless = await SocketClient.OpenAsync(server.Http, language: null);
        var (one, other) = ((await english.TryEnterAsync("/web")).Body.Text("message"), (await nameless.TryEnterAsync("/web")).Body.Text("message"));
        Assert.Matches("^[\\x00-\\x7f]+$", one);
        Assert.Matches("[\\u4e00-\\u9fff]", other);
    }

    [Fact]
    public async Task A_namespace_that_is_none_is_refused()
    {
        var person = await server.PersonAsync();
        using var client = await SocketClient.OpenAsync(server.Http);
        Assert.Equal('4', (await client.TryEnterAsync("/nowhere", new { token = person.Token })).Kind);
    }

    [Fact]
    public async Task A_fourth_connection_replaces_the_oldest_with_all_its_namespaces()
    {
        var person = await server.PersonAsync();
        using var oldest = await person.EnterAsync("/rooms");
        await oldest.EnterAsync("/web", new { token = person.Token });
        using var second = await person.EnterAsync("/rooms");
        using var third = await person.EnterAsync("/web");
        await third.EnterAsync("/rooms", new { token = person.Token }); // counts as the one that it is
        Assert.Empty(oldest.Kept("replaced"));

        using var fourth = await person.EnterAsync("/");
        foreach (var space in new[] { "/rooms", "/web" })
            await oldest.ExpectDisconnectAsync(space);
        Assert.Equal(2, oldest.Kept("replaced").Count);
        await second.AskAsync("leave_room");
        Assert.Equal("1", (await fourth.AskAsync("ping")).Text("status"));
    }

    [Fact]
    public async Task A_connection_of_the_social_surface_counts_too()
    {
        var person = await server.PersonAsync();
        using var oldest = await person.ConnectAsync("phone");
        using var second = await person.EnterAsync("/rooms");
        using var third = await person.EnterAsync("/rooms");
        using var fourth = await person.EnterAsync("/rooms");
        await oldest.ExpectCloseAsync(4009, "replaced");
    }

    [Theory]
    [InlineData("/rooms")]
    [InlineData("/web")]
    public async Task A_ban_is_told_and_ends_the_connection(string space)
    {
        var person = await server.PersonAsync();
        using var client = await person.EnterAsync(space);
        await server.BanAsync(person);
        await client.ExpectAsync("banned");
        await client.ExpectDisconnectAsync();
    }

    private static (int, string?) CodesOf(Packet refused)
    {
        var data = refused.Body.GetProperty("data");
        return ((int)data.Number("code"), data.Text("reason"));
    }
}
