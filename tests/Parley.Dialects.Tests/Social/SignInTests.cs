namespace Parley.Dialects.Tests.Social;

public sealed class SignInTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Theory]
    [InlineData("""{"type":"ping"}""", "auth_required")]
    [InlineData("not json", "auth_required")]
    [InlineData("""{"type":"auth","token":"x","device":""}""", "auth_required")]
    [InlineData("""{"type":"auth","token":"x"}""", "invalid_token")]
    [InlineData("""{"type":"auth"}""", "invalid_token")]
    public async Task Without_a_good_token_first_the_connection_closes_with_1008(string frame, string reason)
    {
        using var client = await SocialClient.OpenAsync(server.WebSocket);
        await client.SendTextAsync(System.Text.Encoding.UTF8.GetBytes(frame));
        await client.ExpectCloseAsync(1008, reason);
    }

    [Fact]
    public async Task A_frame_above_8_KiB_before_sign_in_closes_with_1009()
    {
        using var client = await SocialClient.OpenAsync(server.WebSocket);
        await client.SendTextAsync(new byte[9 * 1024]);
        await client.ExpectCloseAsync(1009, "frame_too_big");
    }

    [Fact]
    public async Task The_answer_says_who_one_is()
    {
        var person = await server.PersonAsync();
        using var client = await SocialClient.OpenAsync(server.WebSocket);
        await client.SendAsync(new { type = "auth", token = person.Token });
        var frame = await client.ReceiveAsync();
        Assert.Equal(("auth", "success"), (frame.Text("type"), frame.Text("status")));
        Assert.Equal((person.Id, person.Account.Username), (frame.GetProperty("data").Text("user_id"), frame.GetProperty("data").Text("username")));
    }

    [Fact]
    public async Task A_fourth_connection_replaces_the_oldest()
    {
        var person = await server.PersonAsync();
        using var first = await person.ConnectAsync("a");
        using var second = await person.ConnectAsync("b");
        using var third = await person.ConnectAsync("c");
        using var fourth = await person.ConnectAsync("d");
        await first.ExpectCloseAsync(4009, "replaced");
        await second.ExpectAliveAsync();
        await fourth.ExpectAliveAsync();
    }

    [Fact]
    public async Task A_ban_closes_with_4003_and_so_does_the_next_sign_in()
    {
        var person = await server.PersonAsync();
        using var client = await person.ConnectAsync();
        await server.BanAsync(person);
        await client.ExpectCloseAsync(4003, "banned");

        using var again = await SocialClient.OpenAsync(server.WebSocket);
        await again.SendAsync(new { type = "auth", token = person.Token });
        await again.ExpectCloseAsync(4003, "banned");
    }

    [Fact]
    public async Task Another_persons_token_does_not_take_a_connection_over()
    {
        var (one, other) = (await server.PersonAsync(), await server.PersonAsync());
        using var client = await one.ConnectAsync();
        await client.SendAsync(new { type = "auth", token = other.Token });
        await client.ExpectErrorAsync("forbidden");
        await client.SendAsync(new { type = "auth", token = one.Token });
        await client.ExpectAsync("auth");
    }
}
