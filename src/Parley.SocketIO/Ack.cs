using System.Text.Json.Serialization.Metadata;
using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

/// <summary>
/// A client's wish to be answered. Any thread may answer; the first answer goes out, later ones don't, and none does once the client is
/// gone. A handler asks for it as its last argument.
/// </summary>
public sealed class Ack
{
    /// <summary>For events that nobody wants answered.</summary>
    internal static readonly Ack None = new();

    private readonly Socket? _socket;
    private readonly long _id;
    private int _isSent;

    private Ack()
    {
    }

    internal Ack(Socket socket, long id)
    {
        _socket = socket;
        _id = id;
    }

    /// <summary>False when the client does not wait for an answer; then answering does nothing.</summary>
    public bool IsRequested => _socket is not null;

    /// <summary>Answers without a value.</summary>
    public void Send()
    {
        if (!CanSend)
            return;
        using var packet = Begin();
        Finish(packet);
    }

    /// <summary>Answers with a value.</summary>
    public void Send<T>(T value)
    {
        if (!CanSend)
            return;
        using var packet = Begin();
        packet.Write(value);
        Finish(packet);
    }

    /// <summary>
    /// Answers with a value, written by a contract; the answer goes out at the socket's next <see cref="Socket.Flush"/>, so that many leave
    /// together.
    /// </summary>
    public void Enqueue<T>(T value, JsonTypeInfo<T> contract)
    {
        if (!CanSend)
            return;
        using var packet = Begin();
        packet.Write(value, contract);
        var message = packet.EndArray(PacketType.Ack, _socket!.Namespace, _id);
        if (Interlocked.Exchange(ref _isSent, 1) == 0)
            _socket.Client.Session.Enqueue(message);
    }

    /// <summary>Answers with two values, often an error and a result.</summary>
    public void Send<T1, T2>(T1 first, T2 second)
    {
        if (!CanSend)
            return;
        using var packet = Begin();
        packet.Write(first);
        packet.Write(second);
        Finish(packet);
    }

    /// <summary>Answers with as many values as there are; null is one null.</summary>
    public void Send(params object?[]? values)
    {
        if (!CanSend)
            return;
        using var packet = Begin();
        packet.WriteAll(values ?? [null]);
        Finish(packet);
    }

    private bool CanSend => _socket is { IsConnected: true } && Volatile.Read(ref _isSent) == 0;

    private PacketWriter Begin() => PacketWriter.BeginAck(_socket!.Namespace.Payloads);

    // A value that can't be written leaves the way open for another answer.
    private void Finish(PacketWriter packet)
    {
        var message = packet.EndArray(PacketType.Ack, _socket!.Namespace, _id);
        if (Interlocked.Exchange(ref _isSent, 1) == 0)
            _socket.Client.Send(message);
    }
}
