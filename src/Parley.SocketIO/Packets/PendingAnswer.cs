namespace Parley.SocketIO.Packets;

/// <summary>One socket's answer.</summary>
internal sealed class PendingAnswer<T>(Socket socket, long id) : PendingAck
{
    private readonly TaskCompletionSource<T?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the answer's first value.</summary>
    public Task<T?> Task => _done.Task;

    /// <inheritdoc/>
    public override void Answered(Arguments answer)
    {
        try
        {
            _done.TrySetResult(Socket.AnswerOf<T>(answer));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: the application's converters
        {
            _done.TrySetException(fault);
        }
    }

    /// <inheritdoc/>
    public override void Gone() => _done.TrySetException(new SocketDisconnectedException());

    /// <inheritdoc/>
    protected internal override void OnElapsed()
    {
        socket.Forget(id);
        _done.TrySetException(new AckTimeoutException());
    }
}
