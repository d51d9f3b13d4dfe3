using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// The order of a conversation's changes. Each has the <c>rev</c> after the one before; one that comes early waits a moment for those before
/// it, then they are read from the store; one that was told already is dropped.
/// </summary>
public sealed partial class Fanout
{
    // A conversation that began after its people connected: so many changes may be read back, as all of them are news.
    private const int YoungRev = 64;

    // Until a store that could not be read is asked again.
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(2);

    private async ValueTask TakeTurnAsync(EarlyChanges.Early next, bool fromPeer)
    {
        var (change, id) = (next.Change, next.Change.Conversation.Id);
        if (_tails.Find(id) is not { } tail)
        {
            // Nobody here was told of it before. On this node's own word it is the first; a peer's may come after others that were lost.
            if (!fromPeer || change.Conversation.Kind != ConversationKind.Direct || change.Rev > YoungRev)
            {
                Tell(next);
                return;
            }

            tail = default;
        }

        if (change.Rev <= tail.DeliveredRev)
        {
            TellLate(next);
            return;
        }

        if (change.Rev > tail.KnownRev + 1)
        {
            if (_early.Keep(next))
                _ = RepairSoonAsync(id, EarlyChanges.Patience);
            return;
        }

        Tell(next);
        TellEarly(id);
        await ValueTask.CompletedTask;
    }

    private void Tell(in EarlyChanges.Early next)
    {
        var (change, recipients, except) = next;
        Send(change, recipients, except);
        _tails.Delivered(change.Conversation.Id, change.Rev, change is MessageSent sent ? sent.Message.Seq : 0);
    }

    // Messages, recalls and pointers at or below the tail were read from the store; what can't be read back is told, late.
    private void TellLate(in EarlyChanges.Early late)
    {
        if (late.Change is GroupChanged or MessageHidden)
            Send(late.Change, late.Recipients, late.Except);
    }

    private void TellEarly(ConversationId id)
    {
        while (_tails.Find(id) is { } tail && _early.Take(id, tail.KnownRev + 1) is { } early)
        {
            if (early.Change.Rev <= tail.DeliveredRev)
                TellLate(early);
            else
                Tell(early);
            NoteOrigin(early);
        }
    }

    // Who wrote it was answered when it came, but knows it only now: what precedes it would else count as given.
    private void NoteOrigin(in EarlyChanges.Early told)
    {
        if (told is not { Except: { } origin, Change: MessageSent sent })
            return;
        origin.NoteGiven(sent.Message, sent.TempId is not null);
        _outbox.Touch(origin);
    }

    private async Task RepairSoonAsync(ConversationId id, TimeSpan patience)
    {
        try
        {
            await Task.Delay(patience, _stop.Token);
            PostTask(() => _early.Has(id) ? RepairOrAgainAsync(id) : ValueTask.CompletedTask);
        }
        catch (OperationCanceledException)
        {
            // Stopping: whoever connects next reads it from the store.
        }
    }

    // What waits is looked after by one: it must not give up.
    private async ValueTask RepairOrAgainAsync(ConversationId id)
    {
        try
        {
            await RepairAsync(id);
        }
        catch
        {
            _ = RepairSoonAsync(id, Breath);
            throw;
        }
    }

    /// <summary>
    /// A send turned out to be stored already, and this node never told of it: the process that stored it ended before it could. Its database may even
    /// have committed it after people had come here and read what they had missed. Nobody waits for another change of the conversation to hear of it.
    /// </summary>
    private async ValueTask TellUntoldAsync(PendingSend repeat)
    {
        var (message, id) = (repeat.Message!, repeat.Message!.ConversationId);
        if (_tails.Find(id) is not { } tail || tail.KnownSeq >= message.Seq)
            return;
        MessagesChanged?.Invoke(id);
        await RepairAsync(id, repeat);
    }

    /// <summary>Tells what the store has above the tail, with what came early in its place among it.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="repeat">Whose sender is about to be answered, and needs not be told.</param>
    private async ValueTask RepairAsync(ConversationId id, PendingSend? repeat = null)
    {
        var tail = _tails.Find(id) ?? default;
        IReadOnlyList<UserId>? members = null;
        await foreach (var missed in _repair.ReadAsync(id, tail, _stop.Token))
        {
            members ??= await _members.OfAsync(missed.Conversation, _stop.Token);
            var isTold = false;
            while (_early.Take(id, missed.Rev) is { } early)
            {
                Tell(early);
                NoteOrigin(early);
                isTold |= early.Change.Rev == missed.Rev && missed is not PointersMoved;
            }

            if (!isTold)
                Tell(new(missed, members, missed is MessageSent sent && sent.Message.Id == repeat?.Message?.Id ? repeat.Origin : null));
        }

        TellEarly(id);
        if (_early.Has(id))
            _ = RepairSoonAsync(id, EarlyChanges.Patience);
    }

    /// <summary>Ends once what the last look found is in the loop's hands, for tests.</summary>
    internal Task Rechecked { get; private set; } = Task.CompletedTask;

    // What is committed by this node is told in a moment, its sender left out: only what still lies above a tail then was missed.
    private async ValueTask CheckTailsAsync()
    {
        var advanced = new List<(ConversationId Id, long Rev)>();
        await foreach (var one in _repair.FindAdvancedAsync(_members, _stop.Token))
            advanced.Add(one);
        if (advanced.Count > 0)
            Rechecked = RepairMissedSoonAsync(advanced);
    }

    private async Task RepairMissedSoonAsync(List<(ConversationId Id, long Rev)> advanced)
    {
        try
        {
            await Task.Delay(EarlyChanges.Patience, _stop.Token);
            foreach (var (id, rev) in advanced)
                PostTask(() => RepairMissedAsync(id, rev));
        }
        catch (OperationCanceledException)
        {
            // Stopping: whoever connects next reads it from the store.
        }
    }

    private async ValueTask RepairMissedAsync(ConversationId id, long rev)
    {
        if (_tails.Find(id) is not { } tail || tail.KnownRev >= rev)
            return;
        MessagesChanged?.Invoke(id);
        await RepairAsync(id);
    }
}
