using System.Net.WebSockets;

namespace Parley.Dialects.Tests.Social;

public sealed class UnsignedTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Fact]
    public async Task An_address_has_a_hundred_connections_that_are_not_signed_in_and_no_more()
    {
        var person = await server.PersonAsync();
        var silent = new List<SocialClient>();
        for (var i = 0; i < 100; i++)
            silent.Add(await SocialClient.OpenAsync(server.WebSocket));
        using var one = new ClientWebSocket();
        one.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => one.ConnectAsync(server.WebSocket, CancellationToken.None));
        Assert.Equal(429, (int)one.HttpStatusCode);

        await silent[0].SendAsync(new { type = "auth", token = person.Token });
        await silent[0].ExpectAsync("auth");
        using var again = await person.ConnectAsync(); // signed in, the first takes no place any more
        silent.ForEach(client => client.Dispose());
    }
}
