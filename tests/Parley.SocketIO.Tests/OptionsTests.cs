using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace Parley.SocketIO.Tests;

public sealed class OptionsTests
{
    public static TheoryData<string, Action<SocketIOOptions>> Bad => new()
    {
        { "PingInterval", options => options.PingInterval = TimeSpan.Zero },
        { "PingTimeout", options => options.PingTimeout = TimeSpan.FromDays(1) },
        { "MaxPayload", options => options.MaxPayload = 10 },
        { "UpgradeTimeout", options => options.UpgradeTimeout = TimeSpan.Zero },
        { "ConnectTimeout", options => options.ConnectTimeout = TimeSpan.Zero },
        { "MaxQueuedBytes", options => options.MaxQueuedBytes = 0 },
        { "VolatileThreshold", options => options.VolatileThreshold = -1 },
        { "MaxInboundBytes", options => options.MaxInboundBytes = 0 },
        { "MaxAttachments", options => options.MaxAttachments = -1 },
        { "MaxNamespacesPerConnection", options => options.MaxNamespacesPerConnection = 0 },
        { "MaxPendingEvents", options => options.MaxPendingEvents = 0 },
        { "AckTimeout", options => options.AckTimeout = TimeSpan.Zero },
        { "Transports", options => options.Transports = Transports.None },
        { "Recovery.MaxDisconnection", options => options.Recovery = new RecoveryOptions { MaxDisconnection = TimeSpan.Zero } },
        { "Recovery.MaxSessions", options => options.Recovery = new RecoveryOptions { MaxSessions = 0 } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Out_of_range_is_named_at_the_start(string key, Action<SocketIOOptions> configure)
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => TestServer.StartAsync(_ => { }, configure));
        Assert.Contains("SocketIOOptions." + key, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mapping_without_adding_says_what_is_missing()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        Assert.Contains("AddSocketIO", Assert.Throws<InvalidOperationException>(() => app.MapSocketIO()).Message, StringComparison.Ordinal);
    }
}
