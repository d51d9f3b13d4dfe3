using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

/// <remarks>
/// Handlers start in the order of the packets. As many as are allowed run at once; as many events again wait here, so that answers and
/// heartbeats behind them are still read; past that the connection isn't read.
/// </remarks>
internal sealed partial class Client
{
    private ValueTask DispatchAsync(Socket socket, in IncomingPacket packet, IReadOnlyList<ReadOnlyMemory<byte>>? attachments)
    {
        lock (_gate)
        {
            if (_running < Server.Options.MaxPendingEvents && _waiting is not { Count: > 0 } && !_isStarting)
                _running++;
            else
                return WaitAsync(socket, packet, attachments);
        }

        Start(socket, packet, attachments);
        return ValueTask.CompletedTask;
    }

    // Behind _gate.
    private ValueTask WaitAsync(Socket socket, in IncomingPacket packet, IReadOnlyList<ReadOnlyMemory<byte>>? attachments)
    {
        if (_isClosed)
            return ValueTask.CompletedTask;
        _waiting ??= new Queue<WaitingEvent>();
        _waiting.Enqueue(new WaitingEvent(socket, packet with { Namespace = default, Json = packet.Json.ToArray() }, attachments));
        if (_waiting.Count < Server.Options.MaxPendingEvents)
            return ValueTask.CompletedTask;
        _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new ValueTask(_room.Task);
    }

    private void Start(Socket socket, in IncomingPacket packet, IReadOnlyList<ReadOnlyMemory<byte>>? attachments)
    {
        socket.Begin();
        var task = socket.IsConnected ? socket.Dispatch(packet, attachments) : Task.CompletedTask;
        if (!task.IsCompletedSuccessfully)
        {
            _ = RunAsync(socket, task);
            return;
        }

        socket.End();
        Ended();
    }

    private async Task RunAsync(Socket socket, Task task)
    {
        await socket.ObserveAsync(task);
        Ended();
    }

    // One at a time starts what waits, in its order.
    private void Ended()
    {
        TaskCompletionSource? room = null;
        WaitingEvent next;
        lock (_gate)
        {
            _running--;
            if (_isStarting || _waiting is not { Count: > 0 } || _running >= Server.Options.MaxPendingEvents)
                return;
            _isStarting = true;
        }

        while (true)
        {
            lock (_gate)
            {
                if (_waiting is not { Count: > 0 } || _running >= Server.Options.MaxPendingEvents)
                {
                    _isStarting = false;
                    break;
                }

                next = _waiting.Dequeue();
                _running++;
                (room, _room) = (_room, null);
            }

            room?.TrySetResult();
            Start(next.Socket, next.Packet, next.Attachments);
        }
    }

    private readonly record struct WaitingEvent(Socket Socket, IncomingPacket Packet, IReadOnlyList<ReadOnlyMemory<byte>>? Attachments);
}
