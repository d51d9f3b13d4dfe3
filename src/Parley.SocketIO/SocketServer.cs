using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.SocketIO.Engine;
using Parley.SocketIO.Packets;
using Parley.SocketIO.Timing;

namespace Parley.SocketIO;

/// <summary>
/// A Socket.IO server: its namespaces, and the connections below them. One for an application; ask for it as a service, or take it from
/// <see cref="SocketIOEndpoint.Server"/>. Which namespaces there are, and who uses those that came from a pattern, is guarded by <c>_gate</c>.
/// </summary>
public sealed partial class SocketServer : Emitter, IAsyncDisposable
{
    private static readonly TimeSpan HandlerPoll = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Namespace> _namespaces = new(StringComparer.Ordinal);
    private readonly EngineServer _engine;
    private ImmutableArray<ParentNamespace> _parents = []; // written under _gate
    private int _handlers; // running, of all sockets
    private int _isDisposed;

    /// <summary>By dependency injection: <see cref="SocketIOServiceCollectionExtensions.AddSocketIO"/>.</summary>
    public SocketServer(IOptions<SocketIOOptions> options, IServiceScopeFactory scopes, TimeProvider clock, ILogger<SocketServer> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options.Value;
        Scopes = scopes;
        Log = log;
        Payloads = new Payloads(Options.Json);
        Timers = new TimerWheel(clock, log);
        _engine = new EngineServer(Options, Timers, session => new Client(this, session), log);
        Main = new Namespace(this, "/");
        _namespaces["/"] = Main;
    }

    /// <summary>The main namespace, <c>/</c>.</summary>
    public Namespace Main { get; }

    /// <summary>How many clients are connected, whatever namespaces they are in.</summary>
    public int ClientCount => _engine.Count;

    internal SocketIOOptions Options { get; }

    internal IServiceScopeFactory Scopes { get; }

    internal ILogger Log { get; }

    internal Payloads Payloads { get; }

    internal TimerWheel Timers { get; }

    internal Parley.WebSockets.InboundBudget InboundBudget => _engine.Budget;

    /// <summary>How deeply JSON may be nested.</summary>
    internal int MaxDepth => Options.Json.MaxDepth == 0 ? 64 : Options.Json.MaxDepth;

    /// <summary>A namespace, made when it isn't there yet.</summary>
    /// <param name="name">With or without the slash in front.</param>
    /// <exception cref="ArgumentException">It has a comma, which no packet could carry.</exception>
    public Namespace Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Contains(',', StringComparison.Ordinal))
            throw new ArgumentException("A namespace's name has no comma.", nameof(name));
        if (!name.StartsWith('/'))
            name = "/" + name;
        if (_namespaces.TryGetValue(name, out var found))
            return found;
        lock (_gate)
        {
            if (_namespaces.TryGetValue(name, out found))
                return found;
            var parent = _parents.FirstOrDefault(parent => parent.Matches(name)); // what guards a pattern guards all of it
            return _namespaces[name] = parent is null ? new Namespace(this, name) : NewChild(name, parent);
        }
    }

    /// <summary>Namespaces whose names match a pattern, made when a client asks for one.</summary>
    /// <remarks>Clients choose the names that it is tried on: give it a time-out, or <see cref="RegexOptions.NonBacktracking"/>.</remarks>
    public ParentNamespace Of(Regex pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Add(new ParentNamespace(pattern));
    }

    /// <summary>Namespaces that a question allows, asked when a client wants one that isn't there.</summary>
    public ParentNamespace Of(Func<string, Handshake, ValueTask<bool>> allows)
    {
        ArgumentNullException.ThrowIfNull(allows);
        return Add(new ParentNamespace(allows));
    }

    /// <summary>
    /// Ends all connections, after what is queued for them, and takes no new ones. Ends when the last handler has, or when cancelled.
    /// </summary>
    public async Task CloseAsync(CancellationToken cancel = default)
    {
        await _engine.CloseAsync(DisconnectReason.ServerShuttingDown, cancel);
        while (System.Threading.Volatile.Read(ref _handlers) > 0 && !cancel.IsCancellationRequested)
            await Task.Delay(HandlerPoll, Timers.Clock, CancellationToken.None);
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        foreach (var @namespace in _namespaces.Values)
            await @namespace.Adapter.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Timers.Dispose();
    }

    internal Task HandleAsync(HttpContext http) => _engine.HandleAsync(http);

    /// <summary>The namespace of that name for a client that wants in, or null when there is none for it. To be released by <see cref="Release"/>.</summary>
    internal async ValueTask<Namespace?> AcquireAsync(string name, Handshake handshake)
    {
        lock (_gate)
        {
            if (_namespaces.TryGetValue(name, out var found))
            {
                found.Users++;
                return found;
            }
        }

        foreach (var parent in _parents)
        {
            if (!await parent.AllowsAsync(name, handshake))
                continue;
            lock (_gate)
            {
                var child = _namespaces.GetOrAdd(name, name => NewChild(name, parent));
                child.Users++;
                return child;
            }
        }

        return null;
    }

    /// <summary>A further socket of who is in it already.</summary>
    internal void Share(Namespace @namespace)
    {
        lock (_gate)
            @namespace.Users++;
    }

    /// <summary>A client is out of it again. A pattern's namespace goes with the last one.</summary>
    internal void Release(Namespace @namespace)
    {
        lock (_gate)
        {
            if (--@namespace.Users > 0 || @namespace.Parent is null || !Options.CleanupEmptyChildNamespaces)
                return;
            if (Options.Recovery is { } recovery)
            {
                Timers.Schedule(new NamespaceExpiry(this, @namespace), recovery.MaxDisconnection); // a lost one may come back to it
                return;
            }
        }

        Expire(@namespace);
    }

    /// <summary>Forgets a pattern's namespace, unless somebody has come to it.</summary>
    internal void Expire(Namespace @namespace)
    {
        lock (_gate)
        {
            if (@namespace.Users > 0 || !_namespaces.TryRemove(KeyValuePair.Create(@namespace.Name, @namespace)))
                return;
            @namespace.Parent!.Remove(@namespace);
        }

        _ = DisposeAsync(@namespace);
    }

    internal void HandlerStarted() => Interlocked.Increment(ref _handlers);

    internal void HandlerEnded() => Interlocked.Decrement(ref _handlers);

    internal void Failed(Exception fault) => LogFailed(Log, fault);

    private ParentNamespace Add(ParentNamespace parent)
    {
        lock (_gate)
            _parents = _parents.Add(parent);
        return parent;
    }

    private Namespace NewChild(string name, ParentNamespace parent)
    {
        var child = new Namespace(this, name, parent);
        parent.Add(child);
        return child;
    }

    private async Task DisposeAsync(Namespace @namespace)
    {
        try
        {
            await @namespace.Adapter.DisposeAsync();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: the application's adapter
        {
            LogFailed(Log, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A client could not be let into a namespace, or an adapter failed")]
    private static partial void LogFailed(ILogger log, Exception fault);
}
