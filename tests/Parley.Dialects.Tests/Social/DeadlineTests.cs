namespace Parley.Dialects.Tests.Social;

/// <summary>Each puts its own server's clock forward.</summary>
public sealed class DeadlineTests : IAsyncLifetime
{
    private readonly SocialServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Silence_for_five_seconds_closes_with_1008()
    {
        using var client = await SocialClient.OpenAsync(_server.WebSocket);
        _server.Clock.Forward(TimeSpan.FromSeconds(5));
        await client.ExpectCloseAsync(1008, "auth_timeout");
    }

    [Fact]
    public async Task Forty_five_seconds_without_ping_close_with_4008_and_a_ping_prevents_it()
    {
        var person = await _server.PersonAsync();
        using var client = await person.ConnectAsync();
        _server.Clock.Forward(TimeSpan.FromSeconds(30));
        await client.ExpectAliveAsync();
        _server.Clock.Forward(TimeSpan.FromSeconds(30));
        await client.ExpectAliveAsync();
        _server.Clock.Forward(TimeSpan.FromSeconds(46));
        await client.ExpectCloseAsync(4008, "heartbeat_timeout");
    }
}
