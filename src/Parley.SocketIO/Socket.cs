using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

/// <summary>
/// A client in a namespace. One client may be in several: then each has its own socket over the same connection. All members may be used
/// from any thread; what they share lies behind <c>_gate</c>, rooms behind the adapter's.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Its end is the connection's end; what it holds is released then.")]
public sealed partial class Socket : Emitter, ISocket
{
    private readonly Lock _gate = new();
    private readonly string? _pid;
    private IDictionary<string, object?>? _data;
    private CancellationTokenSource? _disconnected;
    private AsyncServiceScope? _scope;
    private int _running = 1; // handlers under way, and one for not being over: at 0 the scope ends
    private volatile State _state;

    internal Socket(Namespace @namespace, Client client, string id, string? pid, Handshake handshake, IDictionary<string, object?>? data = null)
    {
        Namespace = @namespace;
        Client = client;
        Id = id;
        _pid = pid;
        Handshake = handshake;
        _data = data;
    }

    private enum State
    {
        Connecting,
        Connected,
        Closed,
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <summary>The namespace it is in.</summary>
    public Namespace Namespace { get; }

    /// <inheritdoc/>
    public Handshake Handshake { get; }

    /// <summary>Whoever ASP.NET Core's authentication found in the first request.</summary>
    public ClaimsPrincipal User => Handshake.User;

    /// <inheritdoc/>
    public IDictionary<string, object?> Data =>
        _data ?? Interlocked.CompareExchange(ref _data, new ConcurrentDictionary<string, object?>(StringComparer.Ordinal), null) ?? _data;

    /// <summary>True from the answer to the client on, until either side ends it.</summary>
    public bool IsConnected => _state == State.Connected;

    /// <summary>Whether it came back as the socket that it was before its connection was lost.</summary>
    public bool IsRecovered { get; internal init; }

    /// <summary>The transport it uses now: <c>polling</c> or <c>websocket</c>.</summary>
    public string Transport => Client.Session.TransportName;

    /// <summary>Cancelled when the socket disconnects.</summary>
    public CancellationToken Disconnected
    {
        get
        {
            lock (_gate)
            {
                if (_state == State.Closed && _disconnected is null)
                    return new CancellationToken(canceled: true);
                return (_disconnected ??= new CancellationTokenSource()).Token;
            }
        }
    }

    /// <summary>
    /// Services of a scope of this socket's own, which ends when it is disconnected and its last handler is done.
    /// </summary>
    /// <exception cref="ObjectDisposedException">It has ended.</exception>
    public IServiceProvider Services
    {
        get
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_state == State.Closed && System.Threading.Volatile.Read(ref _running) == 0, this);
                return (_scope ??= Namespace.Server.Scopes.CreateAsyncScope()).ServiceProvider;
            }
        }
    }

    internal bool IsConnecting => _state == State.Connecting;

    internal Client Client { get; }

    /// <summary>The secret by which its client may come back as this socket; null without connection state recovery.</summary>
    public string? Pid => _pid;

    private protected override Payloads Writing => Namespace.Payloads;

    /// <inheritdoc/>
    public void Disconnect(bool close = false)
    {
        if (close)
            Client.Disconnect();
        else
            Client.Leave(this, DisconnectReason.ServerNamespaceDisconnect);
    }
}
