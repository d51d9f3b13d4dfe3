using System.Net;

namespace Parley.Load;

/// <summary>One thread with its share of the connections: connects them, then sends, reads and counts until it is told to stop.</summary>
internal sealed class LoadLoop(LoadOptions options, IPEndPoint server, IReadOnlyList<LoadUser> users, string run)
{
    private const long HeartbeatEvery = 30_000_000;
    private readonly List<LoadConnection> _connections = new(users.Count);
    private readonly byte[] _received = new byte[1 << 18];
    private readonly byte[] _sent = new byte[1 << 18];
    private readonly Epoll _epoll = new();
    private int _next;
    private long _due;
    private long _heartbeatDue;
    private int _heartbeatNext;

    public Tally Tally { get; } = new();

    /// <summary>Set by the main thread; the loop follows within a wake-up.</summary>
    public volatile Phase Phase = Phase.Connecting;

    public void Run()
    {
        var sending = false;
        while (Phase != Phase.Done)
        {
            if (_connections.Count < users.Count)
                ConnectMore();
            var now = Clock.Now;
            if (!options.Idle && Phase >= Phase.Warming)
            {
                if (!sending)
                    Begin(now);
                sending = true;
                if (options.Rate > 0)
                    SendDue(now);
            }

            Tally.Measuring = Phase == Phase.Measuring;
            Heartbeats(now);
            var ready = _epoll.Wait(options.Rate > 0 ? 1 : 20);
            for (var i = 0; i < ready; i++)
            {
                var (index, events) = _epoll.Ready(i);
                Serve(index, events, sending);
            }
        }

        foreach (var connection in _connections)
            connection.Dispose();
        _epoll.Dispose();
    }

    private void ConnectMore()
    {
        for (var i = 0; i < 16 && _connections.Count < users.Count; i++)
        {
            if (_connections.Count - Tally.ConnectedCount - Tally.LostCount >= options.ConnectParallel)
                return;
            var user = users[_connections.Count];
            var connection = new LoadConnection(options, server, user.Token, new SendFrame(run, user.PeerId, options.Size));
            _connections.Add(connection);
            _epoll.Register(connection.Fd, _connections.Count - 1);
        }
    }

    private void Begin(long now)
    {
        _due = now;
        if (options.Rate > 0)
            return;
        foreach (var connection in _connections)
        {
            if (connection.At == LoadConnection.Stage.Ready)
                connection.Send(options.InFlight, Clock.Now, _sent);
        }
    }

    /// <summary>The open loop: a message goes out when it is due, and its latency counts from then however late this thread is.</summary>
    private void SendDue(long now)
    {
        var interval = 1_000_000.0 * options.Threads / options.Rate;
        for (var n = 0; _due <= now; n++, _due = _start + (long)(++_dueCount * interval))
        {
            if (_start == 0)
                _start = now;
            _next = (_next + 1) % _connections.Count;
            if (_connections[_next].At == LoadConnection.Stage.Ready)
                Send(_next, 1, _due);
        }
    }

    private long _start;
    private long _dueCount;

    private void Serve(int index, uint events, bool sending)
    {
        var connection = _connections[index];
        if ((events & Epoll.Writable) != 0)
        {
            connection.Continue();
            if (!connection.HasUnsent)
                _epoll.WatchWritable(connection.Fd, index, watch: false);
        }

        if ((events & ~Epoll.Writable) == 0 || connection.At == LoadConnection.Stage.Gone)
            return;
        connection.Receive(_received, Tally);
        if (connection.At == LoadConnection.Stage.Gone)
            connection.Dispose();
        else if (sending && options.Rate == 0 && connection.Answered > 0)
            Send(index, connection.Answered, Clock.Now);
    }

    private void Send(int index, int count, long tick)
    {
        var connection = _connections[index];
        connection.Send(count, tick, _sent);
        if (connection.HasUnsent)
            _epoll.WatchWritable(connection.Fd, index, watch: true);
    }

    /// <summary>Spread over the interval, so that they don't all come in one millisecond.</summary>
    private void Heartbeats(long now)
    {
        if (_connections.Count == 0)
            return;
        var every = Math.Max(1, HeartbeatEvery / _connections.Count);
        if (_heartbeatDue == 0)
            _heartbeatDue = now;
        for (; _heartbeatDue <= now; _heartbeatDue += every)
        {
            _heartbeatNext = (_heartbeatNext + 1) % _connections.Count;
            if (_connections[_heartbeatNext].At == LoadConnection.Stage.Ready)
                _connections[_heartbeatNext].Heartbeat();
        }
    }
}

/// <summary>Where a run is.</summary>
internal enum Phase
{
    Connecting,
    Warming,
    Measuring,
    Done,
}

/// <summary>One of the pair: its token, and whom it writes to.</summary>
internal sealed record LoadUser(string Token, string PeerId);
