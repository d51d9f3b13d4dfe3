using BenchmarkDotNet.Attributes;
using Parley.SocketIO;

namespace Parley.SocketIOMicro;

/// <summary>A client's frame to the handlers and back, without a network: everything that is the library's.</summary>
public class Connections
{
    private readonly World _world = new();
    private readonly byte[] _hear = FakeClient.Frame("4" + Sample.Packet("hear", "room-1"));
    private readonly byte[] _relay = FakeClient.Frame("4" + Sample.Packet("relay", "room-1"));
    private FakeClient _client = null!;

    [GlobalSetup]
    public void Setup()
    {
        var io = _world.Server;
        io.OnConnection(socket =>
        {
            socket.On("hear", static (RelayMessage _) => { });
            socket.On("join", (string room) => socket.Join(room));
            socket.On("relay", (RelayMessage message, Ack ack) =>
            {
                io.To(message.To).Emit("message", message);
                ack.Send(message.N);
            });
        });
        _client = _world.Connect();
        _world.Connect().Say(FakeClient.Frame("42[\"join\",\"room-1\"]"));
    }

    [GlobalCleanup]
    public void Cleanup() => _world.Dispose();

    /// <summary>A request, its upgrade, a socket with three handlers, and all of it gone again. ASP.NET Core's context is counted too.</summary>
    [Benchmark]
    public long Connect()
    {
        var client = _world.Connect();
        client.Say(FakeClient.Leaving);
        return client.Written;
    }

    /// <summary>A frame in, its payload an object in a handler.</summary>
    [Benchmark]
    public void Receive() => _client.Say(_hear);

    /// <summary>The same, then encoded anew for a room of one, and an ack back.</summary>
    [Benchmark]
    public long Relay()
    {
        _client.Say(_relay);
        return _client.Written;
    }
}
