using System.Globalization;
using Parley.Delivery;
using Parley.SocketIO;
using Parley.SocketIO.Adapters;

namespace Parley.Dialects.Sockets;

/// <summary>
/// Connections that were lost and may come back as what they were: for a while, so many at most. What they missed is not kept here, only how
/// far they were; the store has the rest. Behind one lock.
/// </summary>
internal sealed class LostConnections(SocketsOptions options, ConnectionRegistry registry, TimeProvider clock) : IRecoveryStore
{
    private const int Most = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Lost> _lost = new(StringComparer.Ordinal);
    private readonly Queue<(string Pid, long At)> _inOrder = new();

    /// <inheritdoc/>
    public void Save(Socket socket, SavedSession session)
    {
        if ((socket.Tag as SocketConnection)?.Lose() is not { } connection)
            return;
        lock (_gate)
        {
            Forget();
            var now = clock.GetTimestamp();
            _lost[session.Pid] = new Lost(session, connection, now);
            _inOrder.Enqueue((session.Pid, now));
        }
    }

    /// <inheritdoc/>
    public SavedSession? Take(Socket fresh, string pid, string offset)
    {
        if (fresh.Tag is not SocketPass pass || !long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;

        // The client may know before the server that its connection is lost.
        foreach (var connection in registry.Of(pass.Caller.Id))
        {
            if (connection is SocketConnection alive && alive.Socket.Pid == pid && alive.Socket.Namespace == fresh.Namespace)
                alive.Socket.Drop();
        }

        Lost lost;
        lock (_gate)
        {
            Forget();
            if (!_lost.Remove(pid, out lost))
                return null;
        }

        var before = lost.Connection;
        if (before.UserId != pass.Caller.Id || !before.Surface.IsOf(fresh.Namespace) || before.Trail.At(number, before.Given) is not { } point)
            return null;
        fresh.Tag = pass with
        {
            Resume = point,
            Lost = before,
            ResumedAt = number,
            Device = before.Device,
            Dialect = before.Surface,
            IsChosen = pass.IsChosen || before.HasShown,
        };
        return lost.Session;
    }

    private void Forget()
    {
        while (_inOrder.TryPeek(out var oldest) && (_inOrder.Count > Most || clock.GetElapsedTime(oldest.At) > options.Recovery))
        {
            _inOrder.Dequeue();
            if (_lost.TryGetValue(oldest.Pid, out var lost) && lost.At == oldest.At)
                _lost.Remove(oldest.Pid);
        }
    }

    private readonly record struct Lost(SavedSession Session, LostConnection Connection, long At);
}
