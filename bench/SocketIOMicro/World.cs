using Microsoft.Extensions.DependencyInjection;
using Parley.SocketIO;

namespace Parley.SocketIOMicro;

/// <summary>A server as an application sets it up, and clients that are connected to it.</summary>
internal sealed class World : IDisposable
{
    private static readonly byte[] ConnectPacket = FakeClient.Frame("40");
    private readonly ServiceProvider _services;

    public World()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSocketIO(options =>
        {
            options.Json.TypeInfoResolverChain.Insert(0, PeerJson.Default);
            options.PingInterval = TimeSpan.FromHours(1);
            options.PingTimeout = TimeSpan.FromHours(1);
        });
        _services = services.BuildServiceProvider();
        Server = _services.GetRequiredService<SocketServer>();
    }

    public SocketServer Server { get; }

    public FakeClient Connect()
    {
        var client = new FakeClient();
        _ = Server.HandleAsync(client.Request());
        client.Say(ConnectPacket);
        return client;
    }

    public void Dispose() => _services.Dispose();
}
