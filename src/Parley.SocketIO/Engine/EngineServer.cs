using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Parley.SocketIO.Timing;
using Parley.WebSockets;

namespace Parley.SocketIO.Engine;

/// <summary>
/// The Engine.IO server: all sessions of an endpoint, by their ids.
/// <code>
/// HandleAsync → verify → first request:  accept → EngineSession ─┬ polling:   GET waits, POST delivers     (EngineServer.Polling)
///                        with a sid:     that session ───────────┴ WebSocket: its own from the start, or   (EngineServer.WebSockets)
///                                                                  the upgrade of a polling one
/// </code>
/// The sessions are a concurrent dictionary; everything else about a session lies behind its own lock.
/// </summary>
internal sealed partial class EngineServer
{
    private readonly ConcurrentDictionary<string, EngineSession> _sessions = new(StringComparer.Ordinal);
    private readonly Func<EngineSession, IEngineHandler> _accept;
    private readonly ILogger _log;
    private volatile TaskCompletionSource? _emptied; // not null: closing

    /// <summary>A server without sessions.</summary>
    /// <param name="accept">Called once a session is open and its greeting queued, with what it is to be handed to.</param>
    public EngineServer(SocketIOOptions options, TimerWheel timers, Func<EngineSession, IEngineHandler> accept, ILogger log)
    {
        Options = options;
        Timers = timers;
        _accept = accept;
        _log = log;
        Budget = new InboundBudget(options.MaxInboundBytes);
        PostTimeout = options.PingTimeout < MaxPostTimeout ? options.PingTimeout : MaxPostTimeout;
    }

    /// <summary>How many sessions there are, those that are ending too.</summary>
    public int Count => _sessions.Count;

    /// <summary>The options.</summary>
    public SocketIOOptions Options { get; }

    /// <summary>What all deadlines wait in.</summary>
    public TimerWheel Timers { get; }

    /// <summary>What large messages take their buffers from.</summary>
    public InboundBudget Budget { get; }

    /// <summary>
    /// Closes all sessions, each after what is queued for it, and takes no new ones. Ends when the last is gone; when cancelled, those left
    /// end at once.
    /// </summary>
    public async Task CloseAsync(DisconnectReason reason, CancellationToken cancel)
    {
        var emptied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        emptied = Interlocked.CompareExchange(ref _emptied, emptied, null) ?? emptied;
        foreach (var (_, session) in _sessions)
            session.Close(reason);
        if (_sessions.IsEmpty)
            emptied.TrySetResult();
        try
        {
            await emptied.Task.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            foreach (var (_, session) in _sessions)
                session.Abort(reason);
        }
    }

    /// <summary>A session is gone.</summary>
    internal void Remove(EngineSession session)
    {
        _sessions.TryRemove(session.Id, out _);
        if (_emptied is { } emptied && _sessions.IsEmpty)
            emptied.TrySetResult();
    }

    /// <summary>Something threw that should not have: one session's fault is not another's.</summary>
    internal void Report(Exception fault) => LogFault(fault);

    private bool TryStart(EngineSession session)
    {
        _sessions[session.Id] = session;
        if (!session.TryStart(_accept))
            return false;
        if (_emptied is not null)
            session.Close(DisconnectReason.ServerShuttingDown);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A session failed")]
    private partial void LogFault(Exception fault);
}
