using Parley.SocketIO.Engine.Packets;

namespace Parley.SocketIO.Engine;

internal sealed partial class EngineSession
{
    // While a handler takes its time nothing is read: an answer to our heartbeat may lie there unread.
    private volatile bool _isHandling;

    /// <summary>A text message to whoever is above. One transport at a time delivers.</summary>
    public ValueTask DeliverTextAsync(ReadOnlyMemory<byte> utf8)
    {
        if (_state != SessionState.Open)
            return ValueTask.CompletedTask;
        FlushScope.Begin();
        _isHandling = true;
        var handling = _handler!.OnTextAsync(utf8);
        return handling.IsCompleted ? Handled(handling) : AwaitAsync(handling);
    }

    /// <summary>A binary message, likewise.</summary>
    public ValueTask DeliverBinaryAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_state != SessionState.Open)
            return ValueTask.CompletedTask;
        FlushScope.Begin();
        _isHandling = true;
        var handling = _handler!.OnBinaryAsync(bytes);
        return handling.IsCompleted ? Handled(handling) : AwaitAsync(handling);
    }

    /// <summary>Any packet.</summary>
    public ValueTask ReceiveAsync(Packet packet)
    {
        switch (packet.Type)
        {
            case PacketType.Message when packet.IsBinary:
                return DeliverBinaryAsync(packet.Data);
            case PacketType.Message:
                return DeliverTextAsync(packet.Data);
            case PacketType.Ping or PacketType.Pong:
                Heartbeat(packet.Type);
                break;
            case PacketType.Close:
                ClientCloses();
                break;
        }

        return ValueTask.CompletedTask; // the others mean nothing from a client, and Node passes over them
    }

    /// <summary>What is no packet.</summary>
    public void ReceiveBad() => Fail(DisconnectReason.ParseError);

    /// <summary>All packets of a POST; false when one is none, which ends the session.</summary>
    public async ValueTask<bool> ReceiveAsync(PayloadReader reader)
    {
        try
        {
            while (true)
            {
                switch (reader.Read(out var packet))
                {
                    case PayloadStatus.Packet:
                        var handling = ReceiveAsync(packet);
                        if (!handling.IsCompleted)
                            FlushScope.End();
                        await handling;
                        break;
                    case PayloadStatus.End:
                        return true;
                    default:
                        ReceiveBad();
                        return false;
                }
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: one session's fault must not be another's
        {
            _server.Report(fault);
            Abort(DisconnectReason.TransportError);
            return false;
        }
        finally
        {
            FlushScope.End(); // on the thread that handled
        }
    }

    private ValueTask Handled(ValueTask handling)
    {
        _isHandling = false;
        return handling;
    }

    private async ValueTask AwaitAsync(ValueTask handling)
    {
        _isHandling = true;
        try
        {
            await handling;
        }
        finally
        {
            _isHandling = false;
            _extensions = 0;
            ExtendHeartbeat();
        }
    }
}
