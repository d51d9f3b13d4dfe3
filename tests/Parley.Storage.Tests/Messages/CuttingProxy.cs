using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Storage.Tests.Messages;

/// <summary>When a connection is cut.</summary>
public enum Cut
{
    /// <summary>The server never sees what the client just sent.</summary>
    BeforeTheServer,

    /// <summary>The server has answered; the client never sees the answer.</summary>
    AfterTheServer,
}

/// <summary>A wire to PostgreSQL that is cut once, at the first packet from the client that bears a mark.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _host;
    private readonly int _port;
    private readonly Task _loop;
    private byte[]? _mark;
    private Cut _cut;

    public CuttingProxy(string host, int port)
    {
        _host = host;
        _port = port;
        _listener.Start();
        _loop = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Cuts { get; private set; }

    /// <summary>Done at the cut.</summary>
    public Action OnCut { get; set; } = () => { };

    public void Arm(string mark, Cut cut)
    {
        _cut = cut;
        Volatile.Write(ref _mark, Encoding.UTF8.GetBytes(mark));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var links = new List<Task>();
        try
        {
            while (true)
                links.Add(LinkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(links);
        }
    }

    private async Task LinkAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using var closing = client;
        await server.ConnectAsync(_host, _port);
        client.NoDelay = server.NoDelay = true;
        var isMute = false;
        await Task.WhenAny(
            PumpAsync(client.GetStream(), server.GetStream(), packet =>
            {
                if (_mark is not { } mark || packet.Span.IndexOf(mark) < 0)
                    return true;
                _mark = null;
                Cuts++;
                OnCut();
                isMute = true;
                return _cut == Cut.AfterTheServer;
            }),
            PumpAsync(server.GetStream(), client.GetStream(), _ => !isMute));
    }

    // Ends, and the link with it, when a packet may not pass.
    private async Task PumpAsync(NetworkStream from, NetworkStream to, Func<ReadOnlyMemory<byte>, bool> passes)
    {
        var buffer = new byte[1 << 20];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, _stop.Token)) > 0 && passes(buffer.AsMemory(0, read)))
                await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side is gone.
        }
    }
}
