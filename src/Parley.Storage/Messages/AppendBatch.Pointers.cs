using Parley.Conversations;
using Parley.Messages;

namespace Parley.Storage.Messages;

internal sealed partial class AppendBatch
{
    // One flush's conversations that moved, with who moved in them; reused.
    private readonly Dictionary<long, List<Participant>> _moved = [];

    private void Move(PendingPointers pointers)
    {
        _moved.Clear();
        foreach (var move in pointers.Moves)
            Move(move);

        var result = new List<MovedPointers>(_moved.Count);
        foreach (var (id, participants) in _moved)
            result.Add(new MovedPointers(Rows.Conversations[id].Row, participants));
        pointers.Store(result);
    }

    private void Move(PointerMove move)
    {
        if (move.ConversationId.IsNone)
        {
            Note(move, move.DeliveredSeq); // announcements, which are in no conversation
            return;
        }

        if (!Rows.Conversations.TryGetValue(move.ConversationId.Value, out var conversation) ||
            Participant(move.ConversationId, move.UserId) is not { Row.IsMember: true } participant)
            return;

        var seat = new Seat(move.ConversationId.Value, move.UserId.Value);
        var last = conversation.Row.LastSeq;
        var read = Math.Min(move.ReadSeq, last);
        var delivered = Math.Min(Math.Max(move.DeliveredSeq, move.ReadSeq), last); // Reading implies having.
        Note(move, delivered);
        var row = participant.Row;
        var ownAt = 0L;
        if (read > row.ReadSeq && read < last && !Rows.OwnAt.TryGetValue((seat, move.ReadSeq), out ownAt))
            read = row.ReadSeq; // not counted for this very pointer: unread must stay right, so it is not read yet
        if (read <= row.ReadSeq && delivered <= row.DeliveredSeq)
            return;

        Change(participant, row with
        {
            ReadSeq = Math.Max(read, row.ReadSeq),
            DeliveredSeq = Math.Max(delivered, row.DeliveredSeq),
            OwnSentAtRead = read <= row.ReadSeq ? row.OwnSentAtRead : read == last ? row.OwnSent : ownAt,
            Rev = Stamp(conversation),
        });
        Note(participant.Row, before: row);
    }

    private void Note(PointerMove move, long delivered)
    {
        if (move.Device is not { } device || delivered <= 0 || !StorableText.Is(device))
            return;
        var key = new DeviceSeat(move.UserId.Value, device, move.ConversationId.Value);
        Devices[key] = Math.Max(delivered, Devices.GetValueOrDefault(key));
    }

    // The flush takes one rev a conversation, however many of its participants moved.
    private long Stamp(Tracked<Conversation> conversation)
    {
        if (!_moved.ContainsKey(conversation.Row.Id.Value))
        {
            _moved.Add(conversation.Row.Id.Value, []);
            Change(conversation, conversation.Row with { Rev = conversation.Row.Rev + 1 });
        }

        return conversation.Row.Rev;
    }

    private void Note(Participant row, Participant before)
    {
        var list = _moved[row.ConversationId.Value];
        var at = list.FindIndex(other => other.UserId == row.UserId);
        if (at < 0)
            list.Add(row with { ReadSeqBefore = before.ReadSeq, DeliveredSeqBefore = before.DeliveredSeq });
        else
            list[at] = row with { ReadSeqBefore = list[at].ReadSeqBefore, DeliveredSeqBefore = list[at].DeliveredSeqBefore };
    }
}
