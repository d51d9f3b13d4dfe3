using Parley.Messages;

namespace Parley.Storage.Messages;

/// <summary>
/// The bounded queue in front of a writer: first in, first out, and what the writer could not do yet comes back to its head.
/// Owner: this object; order: one lock, held for no longer than moving references.
/// </summary>
internal sealed class SendQueue(SendQueueOptions options, TimeProvider clock)
{
    /// <summary>Most writes in one batch.</summary>
    public const int BatchSize = 256;

    /// <summary>After so many passes a write gets a batch that waits for its conversation.</summary>
    public const int PatientPasses = 3;

    // Writes whose conversation is held elsewhere take at most half of a batch, so that they never keep the others out.
    private const int HeldShare = BatchSize / 2;

    private readonly Lock _gate = new();
    private readonly Queue<QueuedWrite> _fresh = new();
    private readonly List<QueuedWrite> _held = [];
    private readonly HashSet<long> _blocked = [];
    private TaskCompletionSource? _waiter;
    private int _count;
    private long _bytes;
    private bool _stopping;

    /// <summary>How many writes were taken in and are not yet delivered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _count;
        }
    }

    /// <summary>Takes a write in, or says no: full, or stopping.</summary>
    public bool TryEnqueue(PendingWrite write)
    {
        var size = write.Size;
        var at = clock.GetTimestamp();
        if (write is PendingSend send)
            send.EnqueuedAt = at;

        TaskCompletionSource? waiter;
        lock (_gate)
        {
            if (_stopping || _count >= options.MaxWrites || _bytes + size > options.MaxBytes)
                return false;
            _count++;
            _bytes += size;
            _fresh.Enqueue(new QueuedWrite(write, at));
            (waiter, _waiter) = (_waiter, null);
        }

        waiter?.TrySetResult();
        return true;
    }

    /// <summary>The write is delivered: its room is free again.</summary>
    public void Release(PendingWrite write)
    {
        lock (_gate)
        {
            _count--;
            _bytes -= write.Size;
        }
    }

    /// <summary>No more writes are taken in; what is queued is still to be done.</summary>
    public void Stop()
    {
        TaskCompletionSource? waiter;
        lock (_gate)
        {
            _stopping = true;
            (waiter, _waiter) = (_waiter, null);
        }

        waiter?.TrySetResult();
    }

    /// <summary>Waits for work. False: stopped, and nothing is left.</summary>
    public async ValueTask<bool> WaitAsync()
    {
        while (true)
        {
            Task wait;
            lock (_gate)
            {
                if (_held.Count > 0 || _fresh.Count > 0)
                    return true;
                if (_stopping)
                    return false;
                _waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wait = _waiter.Task;
            }

            await wait;
        }
    }

    /// <summary>True when there is something to take.</summary>
    public bool HasWork
    {
        get
        {
            lock (_gate)
                return _held.Count > 0 || _fresh.Count > 0;
        }
    }

    /// <summary>Takes the next batch.</summary>
    /// <param name="into">Filled; must be empty.</param>
    /// <returns>True when the batch consists of writes that have waited long enough to wait for their conversations' locks.</returns>
    public bool Take(List<QueuedWrite> into)
    {
        lock (_gate)
        {
            if (TakePatient(into))
                return true;

            var held = Math.Min(_held.Count, HeldShare);
            into.AddRange(_held[..held]);
            _held.RemoveRange(0, held);
            TakeFresh(into);
            return false;
        }
    }

    /// <summary>Takes, from the oldest on, all writes enqueued before <paramref name="timestamp"/>.</summary>
    public void TakeOverdue(long timestamp, List<QueuedWrite> into)
    {
        lock (_gate)
        {
            foreach (var write in _held)
            {
                if (write.EnqueuedAt < timestamp)
                    into.Add(write);
            }

            _held.RemoveAll(write => write.EnqueuedAt < timestamp);
            while (_fresh.TryPeek(out var write) && write.EnqueuedAt < timestamp)
                into.Add(_fresh.Dequeue());
        }
    }

    /// <summary>Puts writes that were taken back at the head, in their order.</summary>
    public void GiveBack(List<QueuedWrite> writes)
    {
        lock (_gate)
            _held.InsertRange(0, writes);
    }

    private bool TakePatient(List<QueuedWrite> into)
    {
        for (var i = 0; i < _held.Count && into.Count < BatchSize; i++)
        {
            if (_held[i].Passes >= PatientPasses)
                into.Add(_held[i]);
        }

        if (into.Count == 0)
            return false;
        var left = into.Count;
        _held.RemoveAll(write => write.Passes >= PatientPasses && left-- > 0);
        return true;
    }

    private void TakeFresh(List<QueuedWrite> into)
    {
        _blocked.Clear();
        foreach (var write in _held)
        {
            if (write.Write is PendingSend send)
                _blocked.Add(send.ConversationId.Value);
        }

        while (into.Count < BatchSize && _fresh.TryDequeue(out var write))
        {
            // Behind one of its own conversation that is still held: overtaking it would change the order in which they were sent.
            if (_blocked.Count > 0 && write.Write is PendingSend send && _blocked.Contains(send.ConversationId.Value))
                _held.Add(write);
            else
                into.Add(write);
        }
    }
}
