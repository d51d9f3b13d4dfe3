using Parley.Accounts;
using Parley.Audit;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>Stored messages as one person sees them: pages, recall, deletion for oneself, reading, unread counts.</summary>
public sealed class MessageHistory(
    IMessageStore store, IConversationStore conversations, Access access, Receipts receipts, Fanout fanout, AuditTrail audit, TimeProvider clock)
{
    /// <summary>How long after sending a message may be recalled (WIRE: two minutes, every surface).</summary>
    public static readonly TimeSpan RecallWindow = TimeSpan.FromMinutes(2);

    /// <summary>How many messages a call may name at once.</summary>
    public const int MostNamed = 500;

    /// <summary>A page before a message (or the newest), ascending.</summary>
    /// <param name="before">Exclusive; must be of this conversation (<see cref="ChatError.MessageNotFound"/>); null: from the newest.</param>
    /// <param name="limit">1 to 100, checked by the dialect.</param>
    public async Task<Outcome<MessagePage>> PageAsync(
        Account caller, ConversationId id, MessageId? before, int limit, CancellationToken cancel)
    {
        var entered = await access.EnterAsync(caller, id, cancel);
        if (!entered.IsOk)
            return entered.Refusal;
        long? beforeSeq = null;
        if (before is { } beforeId)
        {
            if (await store.FindAsync(caller.TenantId, beforeId, cancel) is not { } found || found.Message.ConversationId != id)
                return ChatError.MessageNotFound;
            beforeSeq = found.Message.Seq;
        }

        return await store.ReadPageAsync(id, caller.Id, entered.Value.Participant.JoinedSeq, beforeSeq, limit, cancel);
    }

    /// <summary>A page before a time (or the newest), ascending. No two messages of a conversation have the same millisecond, so a page splits none.</summary>
    /// <param name="beforeMs">Unix ms, exclusive; null: from the newest.</param>
    /// <param name="limit">1 to 100, checked by the dialect.</param>
    public async Task<Outcome<MessagePage>> PageBeforeTimeAsync(Account caller, ConversationId id, long? beforeMs, int limit, CancellationToken cancel)
    {
        var entered = await access.EnterAsync(caller, id, cancel);
        if (!entered.IsOk)
            return entered.Refusal;
        var (conversation, me) = entered.Value;
        var last = beforeMs is { } ms
            ? await store.FindLastBeforeAsync(id, me.JoinedSeq, conversation.LastSeq, ms, cancel)
            : conversation.LastSeq;
        return await store.ReadPageAsync(id, caller.Id, me.JoinedSeq, last + 1, limit, cancel);
    }

    /// <summary>A message that the caller may see, with its conversation.</summary>
    public async Task<Outcome<(Message Message, Conversation Conversation)>> FindAsync(Account caller, MessageId id, CancellationToken cancel)
    {
        if (await store.FindAsync(caller.TenantId, id, cancel) is not { } found)
            return ChatError.MessageNotFound;
        var entered = await access.EnterAsync(caller, found.Message.ConversationId, cancel);
        if (!entered.IsOk)
            return entered.Refusal;
        return found.Message.Seq > entered.Value.Participant.JoinedSeq ? found : ChatError.MessageNotFound;
    }

    /// <summary>Recalls a message of one's own within two minutes and tells everybody in the conversation.</summary>
    public async Task<Outcome<ChangedMessage>> RecallAsync(Account caller, MessageId id, CancellationToken cancel)
    {
        var found = await FindAsync(caller, id, cancel);
        if (!found.IsOk)
            return found.Refusal;
        var recalled = await store.RecallAsync(caller.TenantId, id, caller.Id, clock.NowMs(), RecallWindow, cancel);
        if (recalled is { IsOk: true, Value.IsChanged: true })
        {
            fanout.Publish(new MessageRecalled(recalled.Value.Conversation, recalled.Value.Message));
            audit.Record(AuditAction.MessageRecalled, caller, id.Value);
        }

        return recalled;
    }

    /// <summary>Deletes a message for oneself and tells one's own devices.</summary>
    public async Task<Outcome<ChangedMessage>> HideAsync(Account caller, MessageId id, CancellationToken cancel)
    {
        var found = await FindAsync(caller, id, cancel);
        if (!found.IsOk)
            return found.Refusal;
        var hidden = await store.HideAsync(caller.TenantId, id, caller.Id, clock.NowMs(), cancel);
        if (hidden is { IsOk: true, Value.IsChanged: true })
            fanout.Publish(new MessageHidden(hidden.Value.Conversation, hidden.Value.Message, caller.Id));
        return hidden;
    }

    /// <summary>Marks everything up to a message as read.</summary>
    /// <param name="durable">True for calls that answer: returns once it is written.</param>
    public async Task<Outcome<Unit>> MarkReadAsync(Account caller, MessageId id, string? device, bool durable, CancellationToken cancel)
    {
        var found = await FindAsync(caller, id, cancel);
        if (!found.IsOk)
            return found.Refusal;
        return await MoveAsync(caller, device, found.Value.Conversation.Id, found.Value.Message.Seq, durable, cancel);
    }

    /// <summary>Marks everything up to the newest of some messages of a conversation as read.</summary>
    /// <param name="ids">At most <see cref="MostNamed"/>; those that are not of this conversation, or not to be seen, count for nothing.</param>
    /// <param name="durable">True for calls that answer: returns once it is written.</param>
    /// <returns>
    /// <see cref="ChatError.InvalidField"/> naming <c>messageIds</c>; <see cref="ChatError.MessageNotFound"/> when there is none of them;
    /// <see cref="ChatError.ConversationNotFound"/>; <see cref="ChatError.NotParticipant"/>.
    /// </returns>
    public async Task<Outcome<Unit>> MarkReadAsync(
        Account caller, ConversationId id, IReadOnlyCollection<MessageId> ids, string? device, bool durable, CancellationToken cancel)
    {
        if (ids.Count > MostNamed)
            return new Refusal(ChatError.InvalidField, "messageIds", MostNamed);
        var entered = await access.EnterAsync(caller, id, cancel);
        if (!entered.IsOk)
            return entered.Refusal;
        var visible = await store.FindVisibleAsync(caller.TenantId, caller.Id, ids, cancel);
        var newest = visible.Where(message => message.ConversationId == id).Select(message => message.Seq).DefaultIfEmpty().Max();
        return newest == 0 ? ChatError.MessageNotFound : await MoveAsync(caller, device, id, newest, durable, cancel);
    }

    /// <summary>Marks a whole conversation as read, up to its newest message now.</summary>
    /// <param name="durable">True for calls that answer: returns once it is written.</param>
    public async Task<Outcome<Unit>> MarkAllReadAsync(Account caller, ConversationId id, string? device, bool durable, CancellationToken cancel)
    {
        var entered = await access.EnterAsync(caller, id, cancel);
        if (!entered.IsOk)
            return entered.Refusal;
        return await MoveAsync(caller, device, id, entered.Value.Conversation.LastSeq, durable, cancel);
    }

    /// <summary>Marks everything up to a message as had by a device.</summary>
    public async Task<Outcome<Unit>> MarkDeliveredAsync(Account caller, MessageId id, string device, CancellationToken cancel)
    {
        var found = await FindAsync(caller, id, cancel);
        if (!found.IsOk)
            return found.Refusal;
        receipts.MarkDelivered(caller.Id, device, found.Value.Conversation.Id, found.Value.Message.Seq);
        return new Unit();
    }

    /// <summary>The caller's conversations, newest activity first, with unread counts.</summary>
    public Task<IReadOnlyList<ConversationView>> ListAsync(Account caller, CancellationToken cancel) =>
        conversations.ListAsync(caller.Id, null, withEmpty: false, cancel);

    private async Task<Outcome<Unit>> MoveAsync(
        Account caller, string? device, ConversationId conversation, long seq, bool durable, CancellationToken cancel)
    {
        receipts.MarkRead(caller.Id, device, conversation, seq);
        return durable ? await receipts.FlushAsync(cancel) : new Unit();
    }
}
