using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

/// <summary>
/// Whatever events can be sent to: one socket, a namespace, a choice of rooms. Sending never waits: the event is queued for each receiver
/// in the order of the calls. Byte arrays and memory of bytes, wherever they stand in an argument, travel as binary attachments.
/// </summary>
public abstract class Emitter
{
    private protected Emitter()
    {
    }

    private protected abstract Payloads Writing { get; }

    /// <summary>Sends an event.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">The name is reserved.</exception>
    public void Emit(string name)
    {
        using var packet = Begin(name);
        Send(packet, name);
    }

    /// <summary>Sends an event with one argument.</summary>
    /// <inheritdoc cref="Emit(string)"/>
    public void Emit<T>(string name, T argument)
    {
        using var packet = Begin(name);
        packet.Write(argument);
        Send(packet, name);
    }

    /// <summary>Sends an event with two arguments.</summary>
    /// <inheritdoc cref="Emit(string)"/>
    public void Emit<T1, T2>(string name, T1 first, T2 second)
    {
        using var packet = Begin(name);
        packet.Write(first);
        packet.Write(second);
        Send(packet, name);
    }

    /// <summary>Sends an event with three arguments.</summary>
    /// <inheritdoc cref="Emit(string)"/>
    public void Emit<T1, T2, T3>(string name, T1 first, T2 second, T3 third)
    {
        using var packet = Begin(name);
        packet.Write(first);
        packet.Write(second);
        packet.Write(third);
        Send(packet, name);
    }

    /// <summary>Sends an event with as many arguments as there are; null is one null.</summary>
    /// <inheritdoc cref="Emit(string)"/>
    public void Emit(string name, params object?[]? arguments)
    {
        using var packet = Begin(name);
        packet.WriteAll(arguments ?? [null]);
        Send(packet, name);
    }

    private protected PacketWriter Begin(string name)
    {
        ReservedEvents.Refuse(name);
        return PacketWriter.BeginEvent(Writing, name);
    }

    private protected abstract void Send(PacketWriter packet, string name);
}
