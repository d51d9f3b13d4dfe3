using System.Text.Json;
using Microsoft.Extensions.Logging;
using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

public sealed partial class Socket
{
    // Written under _gate, read without.
    private Action<SocketEvent>[] _anyListeners = [];
    private Action<SocketEvent>[] _anyOutgoingListeners = [];
    private Func<SocketEvent, Func<Task>, Task>[] _middleware = [];
    private Action<Exception>[] _errorListeners = [];

    /// <summary>Listens to every event that comes in, before its own handlers.</summary>
    public void OnAny(Action<SocketEvent> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        lock (_gate)
            _anyListeners = [.. _anyListeners, listener];
    }

    /// <summary>Listens to every event that goes out to this client.</summary>
    public void OnAnyOutgoing(Action<SocketEvent> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        lock (_gate)
            _anyOutgoingListeners = [.. _anyOutgoingListeners, listener];
    }

    /// <summary>
    /// Puts a step before the handlers of every event: it calls what comes next, or doesn't, and then nobody hears of the event. What it
    /// throws goes to <see cref="OnError"/>.
    /// </summary>
    public void Use(Func<SocketEvent, Func<Task>, Task> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        lock (_gate)
            _middleware = [.. _middleware, middleware];
    }

    /// <summary>
    /// Listens to what handlers and middleware of this socket throw, a <see cref="PayloadException"/> for arguments of a wrong type among
    /// them. Without a listener it is logged.
    /// </summary>
    public void OnError(Action<Exception> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        lock (_gate)
            _errorListeners = [.. _errorListeners, listener];
    }

    /// <summary>Gives an event to its handlers. Ends when they are done; what they throw is told to <see cref="OnError"/> by whoever waits.</summary>
    internal Task Dispatch(in IncomingPacket packet, IReadOnlyList<ReadOnlyMemory<byte>>? attachments)
    {
        var ack = packet.Id is { } id ? new Ack(this, id) : Ack.None;
        if (_rawHandler is not null)
            return InvokeRaw(packet, ack);
        try
        {
            if (_anyListeners.Length == 0 && _middleware.Length == 0)
                return Invoke(packet.Json.Span, attachments, ack);

            var whole = new SocketEvent(Namespace.Payloads, NameOf(packet.Json.Span), packet.Json.ToArray(), attachments, ack);
            foreach (var listener in _anyListeners)
                listener(whole);
            return _middleware.Length == 0 ? Invoke(whole.Json.Span, attachments, ack) : RunAsync(whole, _middleware, 0);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: the application's code
        {
            Fail(fault);
            return Task.CompletedTask;
        }
    }

    /// <summary>Something of the application's, or a client's argument for it, failed.</summary>
    internal void Fail(Exception fault)
    {
        if (_errorListeners.Length == 0)
        {
            if (fault is PayloadException)
                LogPayload(Namespace.Log, Namespace.Name, fault.Message);
            else
                LogHandler(Namespace.Log, fault, Namespace.Name);
            return;
        }

        foreach (var listener in _errorListeners)
        {
            try
            {
                listener(fault);
            }
            catch (Exception further) when (further is not OutOfMemoryException)
            {
                LogHandler(Namespace.Log, further, Namespace.Name);
            }
        }
    }

    private Task Invoke(ReadOnlySpan<byte> json, IReadOnlyList<ReadOnlyMemory<byte>>? attachments, Ack ack)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        reader.Read();
        var all = Task.CompletedTask;
        using (new AttachmentScope(attachments))
        {
            foreach (var listener in _listeners)
            {
                if (!IsNamed(ref reader, listener.Name))
                    continue;
                var task = Call(listener, json, ack);
                if (!task.IsCompletedSuccessfully)
                    all = all.IsCompletedSuccessfully ? task : Task.WhenAll(all, task);
            }
        }

        return all;
    }

    // One listener's fault must not keep the next from hearing, nor the one before from being waited for.
    private Task Call(EventListener listener, ReadOnlySpan<byte> json, Ack ack)
    {
        try
        {
            var call = new Invocation(Namespace.Payloads, json, ack);
            return listener.Invoke(ref call);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: the application's code
        {
            Fail(fault);
            return Task.CompletedTask;
        }
    }

    private async Task RunAsync(SocketEvent whole, Func<SocketEvent, Func<Task>, Task>[] steps, int index)
    {
        if (index < steps.Length)
            await steps[index](whole, () => RunAsync(whole, steps, index + 1));
        else if (IsConnected)
            await Invoke(whole.Json.Span, whole.Attachments, whole.Ack);
    }

    private static bool IsNamed(ref Utf8JsonReader reader, byte[] name) =>
        reader.TokenType == JsonTokenType.String ? reader.ValueTextEquals(name) : reader.ValueSpan.SequenceEqual(name);

    private static string NameOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString()! : System.Text.Encoding.ASCII.GetString(reader.ValueSpan);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Namespace {Namespace}: an event was dropped. {Reason}")]
    private static partial void LogPayload(ILogger log, string @namespace, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Namespace {Namespace}: a handler failed")]
    private static partial void LogHandler(ILogger log, Exception fault, string @namespace);
}
