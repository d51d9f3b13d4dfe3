using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

/// <summary>One socket with a wish about how it is sent to; each step gives a further one and leaves this as it is.</summary>
public sealed class SocketOperator : Emitter
{
    private readonly Socket _socket;
    private readonly bool _isVolatile;
    private readonly TimeSpan? _timeout;

    internal SocketOperator(Socket socket, bool isVolatile, TimeSpan? timeout)
    {
        _socket = socket;
        _isVolatile = isVolatile;
        _timeout = timeout;
    }

    /// <summary>What comes next is dropped if the client can't take it right now, and is not recovered.</summary>
    public SocketOperator Volatile => new(_socket, isVolatile: true, _timeout);

    private protected override Payloads Writing => _socket.Namespace.Payloads;

    /// <summary>How long an answer is waited for.</summary>
    public SocketOperator Timeout(TimeSpan timeout) => new(_socket, _isVolatile, timeout);

    /// <inheritdoc cref="Socket.EmitWithAckAsync"/>
    public Task<T?> EmitWithAckAsync<T>(string name, params object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        Task<T?> answer;
        using (var packet = Begin(name))
        {
            packet.WriteAll(arguments);
            answer = _socket.SendWithAck<T>(packet, name, _isVolatile, _timeout);
        }

        return answer;
    }

    private protected override void Send(PacketWriter packet, string name) => _socket.Send(packet, name, _isVolatile);
}
