using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Messages;

namespace Parley.Storage.Tests.Messages;

/// <summary>A real store whose queue a test can have full, or answer too late.</summary>
internal sealed class Reluctant(IMessageStore store) : IMessageStore
{
    public enum Answer
    {
        Take,
        Full,
        Late,
    }

    public Answer Does { get; set; }

    public bool TryEnqueue(PendingWrite write)
    {
        if (Does == Answer.Take)
            return store.TryEnqueue(write);
        if (Does == Answer.Full)
            return false;
        Answers.TryLater(write);
        write.Settled();
        return true;
    }

    public void Release(PendingWrite write) => store.Release(write);

    public Task<MessagePage> ReadPageAsync(ConversationId conversation, UserId viewer, long afterSeq, long? beforeSeq, int limit, CancellationToken cancel) =>
        store.ReadPageAsync(conversation, viewer, afterSeq, beforeSeq, limit, cancel);

    public Task<long> FindLastBeforeAsync(ConversationId conversation, long afterSeq, long upTo, long beforeMs, CancellationToken cancel) =>
        store.FindLastBeforeAsync(conversation, afterSeq, upTo, beforeMs, cancel);

    public Task<MessagePage> ReadAfterAsync(ConversationId conversation, UserId viewer, long afterSeq, int limit, CancellationToken cancel) =>
        store.ReadAfterAsync(conversation, viewer, afterSeq, limit, cancel);

    public Task<ConversationChanges> ReadChangesAsync(
        ConversationId conversation, UserId viewer, long afterSeq, long afterRev, int limit, CancellationToken cancel) =>
        store.ReadChangesAsync(conversation, viewer, afterSeq, afterRev, limit, cancel);

    public Task<(Message Message, Conversation Conversation)?> FindAsync(TenantId tenant, MessageId id, CancellationToken cancel) =>
        store.FindAsync(tenant, id, cancel);

    public Task<IReadOnlyList<Message>> FindVisibleAsync(
        TenantId tenant, UserId viewer, IReadOnlyCollection<MessageId> ids, CancellationToken cancel) => store.FindVisibleAsync(tenant, viewer, ids, cancel);

    public Task<(long Seq, long Found)> FindNewestAsync(ConversationId conversation, IReadOnlyCollection<MessageId> ids, CancellationToken cancel) =>
        store.FindNewestAsync(conversation, ids, cancel);

    public Task<Outcome<ChangedMessage>> RecallAsync(
        TenantId tenant, MessageId id, UserId sender, long nowMs, TimeSpan maxAge, CancellationToken cancel) =>
        store.RecallAsync(tenant, id, sender, nowMs, maxAge, cancel);

    public Task<Outcome<ChangedMessage>> HideAsync(TenantId tenant, MessageId id, UserId user, long nowMs, CancellationToken cancel) =>
        store.HideAsync(tenant, id, user, nowMs, cancel);

    public Task<int> DeleteKeysAsync(long beforeMs, CancellationToken cancel) => store.DeleteKeysAsync(beforeMs, cancel);

    public Task<int> DeleteDevicesAsync(long beforeMs, CancellationToken cancel) => store.DeleteDevicesAsync(beforeMs, cancel);

    public Task<int> DeleteExcessDevicesAsync(int most, CancellationToken cancel) => store.DeleteExcessDevicesAsync(most, cancel);

    public Task<int> DeleteUnansweredAsync(long beforeMs, CancellationToken cancel) => store.DeleteUnansweredAsync(beforeMs, cancel);

    public ValueTask<string> ReadGenerationAsync(CancellationToken cancel) => store.ReadGenerationAsync(cancel);
}
