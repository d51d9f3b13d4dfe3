using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Storage.Messages;

internal sealed partial class AppendBatch
{
    /// <summary>Found by <see cref="AsksUnanswered"/>: whose counts are to be locked and read.</summary>
    public HashSet<long> UnansweredSenders { get; } = [];

    /// <summary>
    /// Whether any of these writes to somebody who has not answered, so that its sender's count is needed; looked for among the rows read so far.
    /// Who counts when it is decided is among them: within a batch people only answer.
    /// </summary>
    public bool AsksUnanswered(List<QueuedWrite> writes)
    {
        UnansweredSenders.Clear();
        if (unanswered is null)
            return false;
        foreach (var write in writes)
        {
            if (write.Write is PendingSend { Policy: ContactPolicy.FirstContact } send && GoesUnanswered(send))
                UnansweredSenders.Add(send.Sender.Id.Value);
        }

        return UnansweredSenders.Count > 0;
    }

    private bool GoesUnanswered(PendingSend send) =>
        Rows.Conversations.TryGetValue(send.ConversationId.Value, out var conversation) &&
        Participant(send.ConversationId, send.Sender.Id) is { Row.OwnSent: 0 } && // any further is refused without counting
        AppendRules.IsUnanswered(send, conversation.Row, Participant(send.ConversationId, conversation.Row.PeerOf(send.Sender.Id))?.Row);

    private Refusal? CountUnanswered(PendingSend send, Conversation conversation, Participant? peer, long nowMs)
    {
        if (unanswered is null || !AppendRules.IsUnanswered(send, conversation, peer))
            return null;
        var times = Rows.Unanswered[send.Sender.Id.Value];
        if (times.Row.Sends.RefusalAt(nowMs, unanswered) is { } refusal)
            return refusal;
        if (times.Change(times.Row with { Sends = times.Row.Sends.With(nowMs, unanswered) }))
            Unanswered.Add(times);
        return null;
    }
}
