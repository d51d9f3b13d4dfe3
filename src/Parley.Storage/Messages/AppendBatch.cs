using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Storage.Messages;

/// <summary>
/// Decides and numbers one batch on the rows read under lock: pure, no SQL, the same for both databases. Pointers go first: a message of
/// this batch has reached nobody yet, so no pointer of the batch can mean it. Results are put on the writes at once; nobody looks at them
/// before the writer hands them on after the commit, and a batch that is tried again is decided again.
/// Owner: the writer. Reused from batch to batch.
/// </summary>
/// <param name="unanswered">How often a person may write to people who have not answered; null: no limit.</param>
internal sealed partial class AppendBatch(UnansweredLimit? unanswered)
{
    /// <summary>The rows to decide on; filled by the writer between <see cref="Clear"/> and deciding.</summary>
    public BatchRows Rows { get; } = new();

    /// <summary>The messages to insert, in order.</summary>
    public List<PendingSend> Inserts { get; } = [];

    /// <summary>The conversations to update, once each.</summary>
    public List<Tracked<Conversation>> Conversations { get; } = [];

    /// <summary>The participants to update, once each.</summary>
    public List<Tracked<Participant>> Participants { get; } = [];

    /// <summary>How far each device has got; written unless the row is further.</summary>
    public Dictionary<DeviceSeat, long> Devices { get; } = [];

    /// <summary>The senders who wrote to people that have not answered, with when they did, once each.</summary>
    public List<Tracked<SenderTimes>> Unanswered { get; } = [];

    /// <summary>True when nothing is to be written.</summary>
    public bool IsEmpty => Inserts.Count == 0 && Conversations.Count == 0 && Devices.Count == 0;

    /// <summary>Forgets the last batch.</summary>
    public void Clear()
    {
        Rows.Clear();
        ClearDecisions();
    }

    /// <summary>Decides each write in order.</summary>
    /// <param name="writes">The batch; every conversation that exists must be among the rows.</param>
    /// <param name="settled">Gets the writes in the order in which their events go out.</param>
    /// <param name="nowMs">Unix ms.</param>
    public void Decide(List<QueuedWrite> writes, List<PendingWrite> settled, long nowMs)
    {
        ClearDecisions();
        foreach (var write in writes)
        {
            if (write.Write is not PendingPointers pointers)
                continue;
            Move(pointers);
            settled.Add(pointers);
        }

        foreach (var write in writes)
        {
            if (write.Write is not PendingSend send)
                continue;
            Decide(send, nowMs);
            settled.Add(send);
        }
    }

    private void ClearDecisions()
    {
        Inserts.Clear();
        Conversations.Clear();
        Participants.Clear();
        Devices.Clear();
        Unanswered.Clear();
    }

    private void Change(Tracked<Conversation> tracked, Conversation row)
    {
        if (tracked.Change(row))
            Conversations.Add(tracked);
    }

    private void Change(Tracked<Participant> tracked, Participant row)
    {
        if (tracked.Change(row))
            Participants.Add(tracked);
    }

    private Tracked<Participant>? Participant(ConversationId conversation, UserId user) =>
        Rows.Participants.GetValueOrDefault(new Seat(conversation.Value, user.Value));
}
