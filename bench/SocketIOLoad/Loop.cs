using System.Diagnostics;
using System.Net;

namespace Parley.SocketIOLoad;

/// <summary>The one thread that connects, sends, reads and counts.</summary>
internal sealed class Loop(Options options, IPEndPoint server, Protocol protocol, Scenario scenario) : IDisposable
{
    private readonly byte[] _received = new byte[1 << 18];
    private readonly Epoll _epoll = new();
    private long _heartbeatDue;
    private int _heartbeatNext;

    /// <summary>Serves until <paramref name="done"/>.</summary>
    /// <returns>False when that took longer than <paramref name="seconds"/>.</returns>
    public bool RunUntil(Func<bool> done, double seconds)
    {
        var time = Stopwatch.StartNew();
        while (!done())
        {
            if (time.Elapsed.TotalSeconds >= seconds)
                return false;
            ConnectMore();
            Heartbeats();
            scenario.Turn();
            var ready = _epoll.Wait(scenario.Sleep);
            for (var i = 0; i < ready; i++)
            {
                var (index, events) = _epoll.Ready(i);
                Serve(scenario.Clients[index], events);
            }
        }

        return true;
    }

    public void Run(double seconds) => RunUntil(static () => false, seconds);

    /// <summary>Has every client send what it may.</summary>
    public void Start()
    {
        scenario.Sending = true;
        foreach (var client in scenario.Clients)
            scenario.Fill(client);
    }

    public void Dispose()
    {
        scenario.Clients.ForEach(client => client.Dispose());
        _epoll.Dispose();
    }

    private void ConnectMore()
    {
        var clients = scenario.Clients;
        for (var i = 0; i < 16 && clients.Count < options.Connections; i++)
        {
            if (clients.Count - scenario.Tally.ConnectedCount - scenario.Tally.LostCount >= options.ConnectParallel)
                return;
            clients.Add(new Client(clients.Count, protocol, scenario, _epoll, server));
        }
    }

    private void Serve(Client client, uint events)
    {
        if ((events & Epoll.Writable) != 0)
            client.Continue();
        if ((events & ~Epoll.Writable) == 0 || client.Gone)
            return;
        client.Receive(_received);
        if (client.Gone)
            client.Dispose();
        else
            scenario.Fill(client);
    }

    /// <summary>Spread over the interval, so that they don't all come in one millisecond.</summary>
    private void Heartbeats()
    {
        if (protocol.Heartbeat is not { } heartbeat || scenario.Clients.Count < options.Connections)
            return;
        var now = Clock.Now;
        if (_heartbeatDue == 0)
            _heartbeatDue = now;
        for (; _heartbeatDue <= now; _heartbeatDue += heartbeat.Micros / options.Connections)
        {
            _heartbeatNext = (_heartbeatNext + 1) % options.Connections;
            scenario.Clients[_heartbeatNext].Transmit(heartbeat.Frame);
        }
    }
}
