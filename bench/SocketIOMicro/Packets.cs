using System.Text;
using BenchmarkDotNet.Attributes;
using Parley.SocketIO;
using Parley.SocketIO.Packets;

namespace Parley.SocketIOMicro;

/// <summary>One event of about 200 bytes, decoded and encoded.</summary>
public class Packets
{
    private readonly World _world = new();
    private byte[] _packet = [];
    private Namespace _space = null!;

    [GlobalSetup]
    public void Setup()
    {
        _packet = Encoding.UTF8.GetBytes(Sample.Packet("relay", "room-1"));
        _space = _world.Server.Main;
    }

    [GlobalCleanup]
    public void Cleanup() => _world.Dispose();

    /// <summary>The packet's parts, and its payload checked.</summary>
    [Benchmark]
    public bool Decode() => PacketReader.TryRead(_packet, maxAttachments: 10, out _);

    /// <summary>An object to the frame that all receivers share.</summary>
    [Benchmark]
    public int Encode()
    {
        using var packet = PacketWriter.BeginEvent(_space.Payloads, "message");
        packet.Write(Sample.Message);
        return packet.EndArray(PacketType.Event, _space, id: null).Length;
    }
}
