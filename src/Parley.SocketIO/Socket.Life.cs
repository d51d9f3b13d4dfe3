using Microsoft.Extensions.DependencyInjection;
using Parley.SocketIO.Adapters;

namespace Parley.SocketIO;

public sealed partial class Socket
{
    // Written under _gate; null once they were called.
    private Action<DisconnectReason>[] _disconnecting = [];
    private Func<DisconnectReason, Task>[]? _disconnectHandlers = [];
    private DisconnectReason _reason;

    /// <summary>Runs when the socket is about to go, while <see cref="Rooms"/> still has its rooms.</summary>
    public void OnDisconnecting(Action<DisconnectReason> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
            _disconnecting = [.. _disconnecting, handler];
    }

    /// <summary>Runs once the socket is gone; at once when it is gone already.</summary>
    public void OnDisconnect(Action<DisconnectReason> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Add(reason =>
        {
            handler(reason);
            return Task.CompletedTask;
        });
    }

    /// <inheritdoc cref="OnDisconnect(Action{DisconnectReason})"/>
    public void OnDisconnect(Func<DisconnectReason, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Add(handler);
    }

    /// <summary>The client may now send and be sent to. False when the connection ended meanwhile.</summary>
    internal bool TryConnect()
    {
        lock (_gate)
        {
            if (_state != State.Connecting)
                return false;
            _state = State.Connected;
            return true;
        }
    }

    /// <summary>Ends it: the client's packet, the server's wish, or the connection's end. Only the first call does anything.</summary>
    internal void Close(DisconnectReason reason)
    {
        if (_state == State.Connected)
            Call(_disconnecting, reason);
        State before;
        lock (_gate)
        {
            before = _state;
            _state = State.Closed;
            _reason = reason;
        }

        if (before == State.Closed)
            return;
        try
        {
            if (before == State.Connected && _pid is not null && reason.IsRecoverable())
                Save(new SavedSession(Id, _pid, [.. Rooms.Where(room => room != Id)], _data));
            Namespace.Exit(this);
        }
        finally
        {
            Namespace.Server.Release(Namespace);
            TellDisconnected(reason);
        }
    }

    /// <summary>Goes on with a task by itself; the socket's services live until it is done.</summary>
    internal void Track(Task task)
    {
        Begin();
        _ = ObserveAsync(task);
    }

    /// <summary>Waits for a handler's task, for which <see cref="Begin"/> was called, and tells of what it throws.</summary>
    internal async Task ObserveAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException) when (_state == State.Closed)
        {
            // It was told to stop.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: the application's code
        {
            Fail(fault);
        }
        finally
        {
            End();
        }
    }

    /// <summary>A handler is about to be called: until it has ended, the socket's services live, and the server's end waits.</summary>
    internal void Begin()
    {
        Interlocked.Increment(ref _running);
        Namespace.Server.HandlerStarted();
    }

    /// <summary>A handler has ended.</summary>
    internal void End()
    {
        Namespace.Server.HandlerEnded();
        Release();
    }

    private void Save(SavedSession session)
    {
        if (Namespace.Server.Options.Recovery?.Store is { } store)
            store.Save(this, session);
        else
            Namespace.Adapter.SaveSession(session);
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _running) != 0)
            return;
        AsyncServiceScope? scope;
        lock (_gate)
            (scope, _scope) = (_scope, null);
        if (scope is { } ended)
            _ = DisposeAsync(ended);
    }

    private async Task DisposeAsync(AsyncServiceScope scope)
    {
        try
        {
            await scope.DisposeAsync();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: the application's code
        {
            Fail(fault);
        }
    }

    private void TellDisconnected(DisconnectReason reason)
    {
        FailPendingAcks();
        Func<DisconnectReason, Task>[] handlers;
        CancellationTokenSource? token;
        lock (_gate)
        {
            (handlers, _disconnectHandlers) = (_disconnectHandlers ?? [], null);
            token = _disconnected;
        }

        if (token is not null)
            Track(token.CancelAsync());
        foreach (var handler in handlers)
            Call(handler, reason);
        Release();
    }

    private void Add(Func<DisconnectReason, Task> handler)
    {
        lock (_gate)
        {
            if (_disconnectHandlers is not null)
            {
                _disconnectHandlers = [.. _disconnectHandlers, handler];
                return;
            }
        }

        Call(handler, _reason);
    }

    private void Call(Func<DisconnectReason, Task> handler, DisconnectReason reason)
    {
        try
        {
            if (handler(reason) is { IsCompletedSuccessfully: false } task)
                Track(task);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: the application's code
        {
            Fail(fault);
        }
    }

    private void Call(Action<DisconnectReason>[] handlers, DisconnectReason reason)
    {
        foreach (var handler in handlers)
        {
            try
            {
                handler(reason);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: the application's code
            {
                Fail(fault);
            }
        }
    }
}
