using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

public sealed partial class Socket
{
    private Dictionary<long, PendingAck>? _pendingAcks; // behind _gate

    /// <summary>The first value of an answer, or the whole of it.</summary>
    internal static T? AnswerOf<T>(Arguments answer) =>
        typeof(T) == typeof(Arguments) ? (T)(object)answer : answer.Count == 0 ? default : answer.Get<T>(0);

    /// <summary>Notes that an answer is due. Without a time-out, somebody else looks at the clock.</summary>
    internal void Expect(long id, PendingAck pending, TimeSpan? timeout)
    {
        lock (_gate)
        {
            if (_state != State.Closed)
            {
                (_pendingAcks ??= [])[id] = pending;
                Namespace.Server.Timers.Schedule(pending, timeout ?? Namespace.Server.Options.AckTimeout);
                return;
            }
        }

        pending.Gone();
    }

    /// <summary>As <see cref="Expect"/>, for an answer that somebody else waits for, with others.</summary>
    internal bool TryShare(long id, PendingAck pending)
    {
        lock (_gate)
        {
            if (_state == State.Closed)
                return false;
            (_pendingAcks ??= [])[id] = pending;
            return true;
        }
    }

    /// <summary>The answer is not waited for any more.</summary>
    internal void Forget(long id)
    {
        lock (_gate)
            _pendingAcks?.Remove(id);
    }

    /// <summary>The client answered; an answer that nobody waits for is nobody's.</summary>
    internal void Answer(in IncomingPacket packet, IReadOnlyList<ReadOnlyMemory<byte>>? attachments)
    {
        PendingAck? pending = null;
        lock (_gate)
            _pendingAcks?.Remove(packet.Id ?? -1, out pending);
        if (pending is null)
        {
            if (packet.Id is { } id)
                Told(id);
            return;
        }

        if (!pending.IsShared)
            Namespace.Server.Timers.Cancel(pending);
        pending.Answered(new Arguments(Namespace.Payloads, packet.Json.ToArray(), skip: 0, attachments));
    }

    private void Told(long id)
    {
        try
        {
            _answers?.Invoke(id);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: the application's code
        {
            Fail(fault);
        }
    }

    private void FailPendingAcks()
    {
        Dictionary<long, PendingAck>? pending;
        lock (_gate)
            (pending, _pendingAcks) = (_pendingAcks, null);
        foreach (var ack in pending?.Values ?? Enumerable.Empty<PendingAck>())
        {
            if (!ack.IsShared)
                Namespace.Server.Timers.Cancel(ack);
            ack.Gone();
        }
    }
}
