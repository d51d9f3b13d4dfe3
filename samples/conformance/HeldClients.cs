using System.Collections.Concurrent;

namespace Parley.SocketIO.Conformance;

/// <summary>Clients whose middleware does not answer until a test says so.</summary>
internal sealed class HeldClients
{
    private readonly ConcurrentQueue<TaskCompletionSource<ConnectError?>> _waiting = new();

    public int Count => _waiting.Count;

    public async ValueTask<ConnectError?> HoldAsync(Socket socket)
    {
        var answer = new TaskCompletionSource<ConnectError?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(answer);
        return await answer.Task;
    }

    public void Release()
    {
        while (_waiting.TryDequeue(out var answer))
            answer.TrySetResult(null);
    }
}
