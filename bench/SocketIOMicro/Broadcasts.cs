using BenchmarkDotNet.Attributes;

namespace Parley.SocketIOMicro;

/// <summary>One event to 1,000 clients: encoded once, queued and written for each, without a network.</summary>
public class Broadcasts
{
    private readonly World _world = new();

    [GlobalSetup]
    public void Setup()
    {
        for (var i = 0; i < 1000; i++)
            _world.Connect();
    }

    [GlobalCleanup]
    public void Cleanup() => _world.Dispose();

    [Benchmark]
    public void ToAll() => _world.Server.Emit("message", Sample.Message);
}
