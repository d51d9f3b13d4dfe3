using Microsoft.Extensions.Logging;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.PostgreSql;

namespace Parley.Storage.Messages.PostgreSql;

/// <summary>
/// The append on PostgreSQL: one loop with a connection of its own. A batch is two round trips: lock and read, then write and commit.
/// <code>
///  BEGIN; lock, skipping what others hold; read keys, senders, …    →
///                                                                   ←  rows
///  only if somebody writes to who has not answered: lock its count  →
///                                                                   ←  row
///  only if somebody writes to an order's room of two: its block     →
///                                                                   ←  row: decide, number
///  INSERT messages, keys; UPDATE conversations, participants; COMMIT →
///                                                                   ←  hand on to delivery
/// </code>
/// Owner of everything in here: the loop.
/// </summary>
internal sealed partial class PostgresAppend : IMessageWriter
{
    private readonly PostgresDatabase _database;
    private readonly SendQueue _queue;
    private readonly SettledWrites _settled;
    private readonly IdGenerator _ids;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Task _loop;
    private readonly AppendBatch _batch;
    private readonly List<QueuedWrite> _taken = [];
    private readonly List<QueuedWrite> _chosen = [];
    private readonly List<QueuedWrite> _skipped = [];
    private PostgresAppendSession? _session;
    private bool _isWriting;
    private int _failures;

    public PostgresAppend(
        PostgresDatabase database, SendQueue queue, AppendBatch batch, SettledWrites settled, IdGenerator ids, TimeProvider clock, ILogger log)
    {
        _database = database;
        _queue = queue;
        _batch = batch;
        _settled = settled;
        _ids = ids;
        _clock = clock;
        _log = log;
        _loop = Task.Run(RunAsync);
    }

    /// <inheritdoc/>
    public bool TryEnqueue(PendingWrite write) => _queue.TryEnqueue(write);

    /// <inheritdoc/>
    public int Queued => _queue.Count;

    /// <inheritdoc/>
    public void Release(PendingWrite write) => _queue.Release(write);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _queue.Stop();
        await _loop;
    }

    private async Task RunAsync()
    {
        while (await _queue.WaitAsync())
        {
            _taken.Clear();
            var isPatient = _queue.Take(_taken);
            try
            {
                await CommitAsync(_taken, isPatient);
                _failures = 0;
            }
            catch (Exception fault)
            {
                await RecoverAsync(fault);
            }
        }

        await DropSessionAsync();
        _settled.Complete();
    }

    /// <summary>Commits what of these can be had now; the rest goes back to the queue. If it throws, all of them are still to be done.</summary>
    private async Task CommitAsync(List<QueuedWrite> writes, bool isPatient)
    {
        _isWriting = false;
        var settled = new List<PendingWrite>(writes.Count);
        AppendIds.Assign(writes, settled, _ids);
        if (settled.Count > 0)
        {
            _settled.Add(settled); // apart from the batch, which may yet fail
            settled = new List<PendingWrite>(writes.Count);
        }

        if (writes.Count > 0)
        {
            _session ??= await PostgresAppendSession.OpenAsync(_database.Source);
            _batch.Clear();
            await _session.Reads.ReadAsync(writes, isPatient, _batch.Rows);
            Choose(writes, isPatient);
            if (_batch.AsksUnanswered(_chosen))
                await _session.Reads.ReadUnansweredAsync(_batch);
            if (_batch.AsksBlocks(_chosen))
                await _session.Reads.ReadBlocksAsync(_batch);
            var nowMs = _clock.NowMs();
            _batch.Decide(_chosen, settled, nowMs);
            if (_batch.IsEmpty)
            {
                await _session.RollbackAsync();
            }
            else
            {
                _isWriting = true;
                await _session.Writes.WriteAsync(_batch, nowMs);
                _isWriting = false;
            }

            if (_skipped.Count > 0)
                GiveBack(_skipped);
        }

        if (settled.Count > 0)
            _settled.Add(settled);
        if (writes.Exists(write => write.IsUncertain))
            _settled.MayHaveMissed(); // of what the lost commit had stored, others may have been told a later change first
    }

    // What another node holds is left for later. A conversation that was not locked may also not exist: when its sender is not in it either, a
    // batch that waits for the lock will tell.
    private void Choose(List<QueuedWrite> writes, bool isPatient)
    {
        _chosen.Clear();
        _skipped.Clear();
        foreach (var write in writes)
        {
            if (isPatient || CanDecide(write.Write))
                _chosen.Add(write);
            else
                _skipped.Add(write with { Passes = IsKnown(write.Write) ? write.Passes + 1 : SendQueue.PatientPasses });
        }
    }

    private bool CanDecide(PendingWrite write)
    {
        if (write is PendingSend send)
            return _batch.Rows.Conversations.ContainsKey(send.ConversationId.Value);
        foreach (var move in ((PendingPointers)write).Moves)
        {
            if (!_batch.Rows.Conversations.ContainsKey(move.ConversationId.Value) &&
                _batch.Rows.Participants.ContainsKey(new Seat(move.ConversationId.Value, move.UserId.Value)))
                return false;
        }

        return true;
    }

    private bool IsKnown(PendingWrite write) => write is not PendingSend send ||
        _batch.Rows.Participants.ContainsKey(new Seat(send.ConversationId.Value, send.Sender.Id.Value));

    private void GiveBack(List<QueuedWrite> writes)
    {
        _queue.GiveBack(writes);
        AnswerOverdue();
    }
}
