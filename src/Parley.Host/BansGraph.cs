using Parley.Bans;
using Parley.Delivery;

namespace Parley.Host;

/// <summary>The bans of accounts and devices, put together over an opened installation.</summary>
internal sealed class BansGraph(Installation installation, ConnectionRegistry registry, ILoggerFactory logs) : IAsyncDisposable
{
    private readonly DeviceBans _devices = new(installation.Stores.Bans, registry, installation.Clock, logs.CreateLogger<DeviceBans>());

    /// <summary>Reads them and begins to follow.</summary>
    public Task StartAsync() => _devices.StartAsync(CancellationToken.None);

    /// <summary>Registers what the surfaces and the routes ask for.</summary>
    public IServiceCollection AddTo(IServiceCollection services) => services
        .AddSingleton(_devices)
        .AddSingleton(installation.Stores.Bans)
        .AddSingleton<BanDesk>();

    /// <summary>Ends.</summary>
    public ValueTask DisposeAsync() => _devices.DisposeAsync();
}
