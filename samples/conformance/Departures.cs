using System.Collections.Concurrent;

namespace Parley.SocketIO.Conformance;

/// <summary>How sockets went, for tests that ask by their ids. The dictionary is a concurrent one; the newest are kept.</summary>
internal sealed class Departures
{
    private const int Kept = 2_000;

    private readonly ConcurrentDictionary<string, TaskCompletionSource<Departure>> _all = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    public void Watch(Socket socket)
    {
        var before = (Reason: "", Rooms: Array.Empty<string>());
        if (socket.IsRecovered)
            _all.TryRemove(socket.Id, out _); // it is back
        socket.OnDisconnecting(reason => before = (reason.Text(), About.RoomsOf(socket)));
        socket.OnDisconnect(reason =>
        {
            Of(socket.Id).TrySetResult(new Departure(reason.Text(), before.Reason, before.Rooms));
            _order.Enqueue(socket.Id);
            while (_order.Count > Kept && _order.TryDequeue(out var old))
                _all.TryRemove(old, out _);
        });
    }

    public Task<Departure> WaitAsync(string id, CancellationToken cancel) => Of(id).Task.WaitAsync(cancel);

    private TaskCompletionSource<Departure> Of(string id) =>
        _all.GetOrAdd(id, _ => new TaskCompletionSource<Departure>(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Why, why it was said to go while it still was there, and the rooms that it was in then.</summary>
    internal sealed record Departure(string Reason, string Disconnecting, string[] Rooms);
}
