using Parley.Conversations;
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
                _ = RepairSoonAsync(id);
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
        }
    }

    private async Task RepairSoonAsync(ConversationId id)
    {
        try
        {
            await Task.Delay(EarlyChanges.Patience, _stop.Token);
            PostTask(() => _early.Has(id) ? RepairAsync(id) : ValueTask.CompletedTask);
        }
        catch (OperationCanceledException)
        {
            // Stopping: whoever connects next reads it from the store.
        }
    }

    /// <summary>Tells what the store has above the tail, with what came early in its place among it.</summary>
    private async ValueTask RepairAsync(ConversationId id)
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
                isTold |= early.Change.Rev == missed.Rev && missed is not PointersMoved;
            }

            if (!isTold)
                Tell(new(missed, members, null));
        }

        TellEarly(id);
        if (_early.Has(id))
            _ = RepairSoonAsync(id);
    }

    private async ValueTask CheckTailsAsync()
    {
        await foreach (var id in _repair.FindAdvancedAsync(_members, _stop.Token))
        {
            MessagesChanged?.Invoke(id);
            await RepairAsync(id);
        }
    }
}
