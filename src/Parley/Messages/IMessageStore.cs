using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>
/// Messages at rest, and the one writer that commits what has queued up (at most 256 sends) as one transaction. The writer assigns
/// <c>seq</c>, <c>rev</c> and time under the conversation's lock, rechecks every right there (<see cref="AppendRules"/>), and hands the batch to
/// <see cref="SettledWrites"/> after the commit.
/// </summary>
public interface IMessageStore
{
    /// <summary>Takes a write into the queue.</summary>
    /// <returns>False when the queue is full (10,000 writes or 64 MiB, counted until settled) or the store is stopping.</returns>
    bool TryEnqueue(PendingWrite write);

    /// <summary>A write was delivered: it no longer counts against the queue's bound. Called by the delivery loop only.</summary>
    void Release(PendingWrite write);

    /// <summary>A page before <paramref name="beforeSeq"/> (or the newest), ascending; what the viewer hid is left out.</summary>
    /// <param name="afterSeq">Lower bound, exclusive: the viewer's joinedSeq.</param>
    /// <param name="beforeSeq">Upper bound, exclusive; null: from the newest.</param>
    Task<MessagePage> ReadPageAsync(ConversationId conversation, UserId viewer, long afterSeq, long? beforeSeq, int limit, CancellationToken cancel);

    /// <summary>The newest <c>seq</c> above <paramref name="afterSeq"/>, up to <paramref name="upTo"/>, of a message made before a time; <paramref name="afterSeq"/> when there is none.</summary>
    Task<long> FindLastBeforeAsync(ConversationId conversation, long afterSeq, long upTo, long beforeMs, CancellationToken cancel);

    /// <summary>The messages after a seq, ascending; what the viewer hid is left out.</summary>
    Task<MessagePage> ReadAfterAsync(ConversationId conversation, UserId viewer, long afterSeq, int limit, CancellationToken cancel);

    /// <summary>
    /// What has changed since a <c>rev</c>: the messages in order of <c>rev</c> (at most <paramref name="limit"/>, above the viewer's joinedSeq), with
    /// which of them the viewer hid, and the participants whose pointers or membership changed. When there are more messages, the participants
    /// come with the last page.
    /// </summary>
    /// <param name="viewer">Whose view; none for delivery, which sees all.</param>
    Task<ConversationChanges> ReadChangesAsync(ConversationId conversation, UserId viewer, long afterSeq, long afterRev, int limit, CancellationToken cancel);

    /// <summary>One message with its conversation, or null when it is not in the tenant.</summary>
    Task<(Message Message, Conversation Conversation)?> FindAsync(TenantId tenant, MessageId id, CancellationToken cancel);

    /// <summary>The newest of these among the conversation's messages, and how many of them are its own; <c>(0, 0)</c> when none is.</summary>
    Task<(long Seq, long Found)> FindNewestAsync(ConversationId conversation, IReadOnlyCollection<MessageId> ids, CancellationToken cancel);

    /// <summary>
    /// Those of these messages that a person may see: in conversations that it is in, after its joining, not hidden by it. Recalled ones are
    /// among them. In no order.
    /// </summary>
    Task<IReadOnlyList<Message>> FindVisibleAsync(TenantId tenant, UserId viewer, IReadOnlyCollection<MessageId> ids, CancellationToken cancel);

    /// <summary>
    /// Recalls a message: only by its sender (<see cref="ChatError.Forbidden"/>), only within <paramref name="maxAge"/>
    /// (<see cref="ChatError.RecallExpired"/>). Recalling again is a success that changes nothing.
    /// </summary>
    Task<Outcome<ChangedMessage>> RecallAsync(TenantId tenant, MessageId id, UserId sender, long nowMs, TimeSpan maxAge, CancellationToken cancel);

    /// <summary>Hides a message for one participant; takes the next <c>rev</c>. Hiding it again changes nothing.</summary>
    Task<Outcome<ChangedMessage>> HideAsync(TenantId tenant, MessageId id, UserId user, long nowMs, CancellationToken cancel);

    /// <summary>Deletes idempotency keys older than a time; returns how many (at most a few thousand a call).</summary>
    Task<int> DeleteKeysAsync(long beforeMs, CancellationToken cancel);

    /// <summary>Deletes device positions not moved since a time; returns how many (at most a few thousand a call).</summary>
    Task<int> DeleteDevicesAsync(long beforeMs, CancellationToken cancel);

    /// <summary>
    /// Deletes the positions of the devices beyond a person's <paramref name="most"/>, the least recently moved first; returns how many rows went
    /// (those of at most a hundred devices a call).
    /// </summary>
    Task<int> DeleteExcessDevicesAsync(int most, CancellationToken cancel);

    /// <summary>Forgets who last wrote to people that had not answered before a time; returns how many (at most a few thousand a call).</summary>
    Task<int> DeleteUnansweredAsync(long beforeMs, CancellationToken cancel);

    /// <summary>The store's generation: changed by a restore or failover, told with every sync.</summary>
    ValueTask<string> ReadGenerationAsync(CancellationToken cancel);
}

/// <summary>A page of messages, ascending by seq.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="HasMore">Whether there are more in the direction read.</param>
public sealed record MessagePage(IReadOnlyList<Message> Messages, bool HasMore);

/// <summary>A message after a change.</summary>
/// <param name="Message">As it is now.</param>
/// <param name="Conversation">As it is now.</param>
/// <param name="IsChanged">False when it already was so: no event goes out.</param>
public sealed record ChangedMessage(Message Message, Conversation Conversation, bool IsChanged);

/// <summary>What has changed in a conversation since a rev.</summary>
/// <param name="Conversation">As it was when read: all changes up to its <c>Rev</c> are in, unless <paramref name="HasMore"/>.</param>
/// <param name="Messages">Inserted or changed messages, by rev.</param>
/// <param name="Hidden">Those among them that the viewer hid.</param>
/// <param name="Participants">Participants whose pointers or membership changed, those who left too.</param>
/// <param name="HasMore">Ask again from the last message's rev.</param>
public sealed record ConversationChanges(
    Conversation Conversation,
    IReadOnlyList<Message> Messages,
    IReadOnlySet<MessageId> Hidden,
    IReadOnlyList<Participant> Participants,
    bool HasMore);
