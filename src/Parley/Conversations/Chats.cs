using Parley.Accounts;
using Parley.Delivery;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Conversations;

/// <summary>
/// Conversations of every kind as numbered pages, and what a person does to its own list. A page costs the same few statements, however much it
/// shows and however deep it is.
/// </summary>
public sealed class Chats(IChatStore store, IConversationStore conversations, IMessageStore messages, Access access, Receipts receipts, Fanout fanout, TimeProvider clock)
{
    /// <summary>The most that a page holds.</summary>
    public const int LargestPage = 100;

    /// <summary>The last page that can be asked for.</summary>
    public const int LastPage = 10_000;

    /// <summary>A page of the caller's list.</summary>
    /// <param name="archived">True: of those that the caller took off it.</param>
    /// <param name="page">From 1; one past the end is empty.</param>
    /// <returns>The page; <see cref="ChatError.InvalidField"/> naming <c>page</c> or <c>limit</c>.</returns>
    public async Task<Outcome<ChatPage>> ListAsync(Account caller, bool archived, int page, int limit, CancellationToken cancel)
    {
        if (Refuse(page, limit) is { } refusal)
            return refusal;
        var (lines, total) = await store.ListAsync(caller.Id, archived, (page - 1) * limit, limit, cancel);
        return new ChatPage(await WithMembersAsync(caller, lines, cancel), total);
    }

    /// <summary>One conversation that the caller is in.</summary>
    /// <returns>It; <see cref="ChatError.ConversationNotFound"/>, <see cref="ChatError.NotParticipant"/>.</returns>
    public async Task<Outcome<ListedChat>> FindAsync(Account caller, ConversationId id, CancellationToken cancel)
    {
        var entered = await access.EnterAsync(caller, id, cancel);
        if (!entered.IsOk)
            return entered.Refusal;
        return await store.FindAsync(caller.TenantId, id, caller.Id, cancel) is { } line
            ? (await WithMembersAsync(caller, [line], cancel))[0]
            : ChatError.NotParticipant;
    }

    /// <summary>Puts a conversation on the caller's list, be it empty, and notes what it is about.</summary>
    public async Task<Outcome<ListedChat>> OpenedAsync(Account caller, ConversationId id, ConversationTopic topic, CancellationToken cancel)
    {
        var shown = await ArchiveAsync(caller, id, archive: false, cancel);
        if (!shown.IsOk)
            return shown.Refusal;
        if (topic != ConversationTopic.None)
            await store.SetTopicAsync(id, topic, cancel);
        return await FindAsync(caller, id, cancel);
    }

    /// <summary>Takes a conversation off the caller's list until the next message, or puts it back.</summary>
    /// <returns>Whether that changed anything; <see cref="ChatError.ConversationNotFound"/>, <see cref="ChatError.NotParticipant"/>.</returns>
    public Task<Outcome<bool>> ArchiveAsync(Account caller, ConversationId id, bool archive, CancellationToken cancel) =>
        MarkAsync(caller, id, archive ? SessionMark.Hide : SessionMark.Show, cancel);

    /// <summary>Keeps a conversation at the head of the caller's list, or no longer.</summary>
    /// <returns>As <see cref="ArchiveAsync"/>.</returns>
    public Task<Outcome<bool>> PinAsync(Account caller, ConversationId id, bool pin, CancellationToken cancel) =>
        MarkAsync(caller, id, pin ? SessionMark.Pin : SessionMark.Unpin, cancel);

    /// <summary>
    /// A numbered page of a conversation's messages: 1 is the newest, each ascending. A page is a range of <c>seq</c>, so that none costs more than
    /// another; what the viewer deleted for itself is left out of it. Who reads the newest page has read what is on it.
    /// </summary>
    /// <param name="before">Exclusive, a message of this conversation; then the pages are counted from there.</param>
    public async Task<Outcome<ChatHistory>> PageAsync(Account caller, ConversationId id, MessageId? before, int page, int limit, CancellationToken cancel)
    {
        if (Refuse(page, limit) is { } refusal)
            return refusal;
        var entered = await access.EnterAsync(caller, id, cancel);
        if (!entered.IsOk)
            return entered.Refusal;
        var (conversation, me) = entered.Value;
        var end = conversation.LastSeq;
        if (before is { } bound)
        {
            if (await SeqOfAsync(caller, entered.Value, bound, cancel) is not { } seq)
                return ChatError.MessageNotFound;
            end = seq - 1;
        }

        var newest = end - ((page - 1L) * limit);
        var oldest = Math.Max(me.JoinedSeq, newest - limit);
        IReadOnlyList<Message> shown = newest <= oldest ? [] : (await messages.ReadPageAsync(id, caller.Id, oldest, newest + 1, limit, cancel)).Messages;
        if (page == 1 && before is null && newest > me.ReadSeq && await ReadAsync(caller, id, newest, cancel) is { } unread)
            return unread;
        return new ChatHistory(conversation, shown, conversation.LastSeq - me.JoinedSeq, HasOlder: oldest > me.JoinedSeq, HasNewer: end < conversation.LastSeq || newest < end);
    }

    /// <summary>
    /// A page from somewhere within a conversation: what stands around a message, half of it before, or what comes behind one, ascending. What the
    /// viewer deleted for itself doesn't count. Nothing is read by it.
    /// </summary>
    /// <param name="place">A message of this conversation.</param>
    /// <param name="around">True: it and what is around it; false: what comes behind it.</param>
    /// <returns>The page; <see cref="ChatError.MessageNotFound"/>, <see cref="ChatError.ConversationNotFound"/>, <see cref="ChatError.NotParticipant"/>.</returns>
    public async Task<Outcome<ChatHistory>> WithinAsync(Account caller, ConversationId id, MessageId place, bool around, int limit, CancellationToken cancel)
    {
        if (Refuse(page: 1, limit) is { } refusal)
            return refusal;
        var entered = await access.EnterAsync(caller, id, cancel);
        if (!entered.IsOk)
            return entered.Refusal;
        var (conversation, me) = entered.Value;
        if (await SeqOfAsync(caller, entered.Value, place, cancel) is not { } seq)
            return ChatError.MessageNotFound;
        var older = around && limit > 1 ? await messages.ReadPageAsync(id, caller.Id, me.JoinedSeq, seq, limit / 2, cancel) : new MessagePage([], HasMore: seq > me.JoinedSeq + 1);
        var newer = await messages.ReadAfterAsync(id, caller.Id, around ? seq - 1 : seq, limit - older.Messages.Count, cancel);
        return new ChatHistory(
            conversation, [.. older.Messages, .. newer.Messages], conversation.LastSeq - me.JoinedSeq, HasOlder: !around || older.HasMore, HasNewer: newer.HasMore);
    }

    /// <summary>Where a message stands in what the caller may read of the conversation.</summary>
    private async Task<long?> SeqOfAsync(Account caller, (Conversation Conversation, Participant Participant) entered, MessageId message, CancellationToken cancel) =>
        await messages.FindAsync(caller.TenantId, message, cancel) is { } found
        && found.Message.ConversationId == entered.Conversation.Id
        && found.Message.Seq > entered.Participant.JoinedSeq
            ? found.Message.Seq
            : null;

    private async Task<Refusal?> ReadAsync(Account caller, ConversationId id, long seq, CancellationToken cancel)
    {
        receipts.MarkRead(caller.Id, null, id, seq);
        return (await receipts.FlushAsync(cancel)).Refusal;
    }

    private async Task<IReadOnlyList<ListedChat>> WithMembersAsync(Account caller, IReadOnlyList<ChatLine> lines, CancellationToken cancel)
    {
        var members = (await store.ReadMembersAsync([.. lines.Select(line => line.Conversation.Id)], cancel)).ToLookup(member => member.Participant.ConversationId);
        return [.. lines.Select(line => new ListedChat(line, [.. members[line.Conversation.Id].Select(member => Shown(member, line.Conversation, caller.Id))]))];
    }

    private static ChatMember Shown(ChatMember member, Conversation conversation, UserId viewer) =>
        conversation.ShowsPointers(member.Participant.UserId, viewer) ? member : new ChatMember(member.Participant with { ReadSeq = 0, DeliveredSeq = 0 }, null);

    private static Refusal? Refuse(int page, int limit) =>
        page is < 1 or > LastPage ? FieldRules.Invalid("page", LastPage)
        : limit is < 1 or > LargestPage ? FieldRules.Invalid("limit", LargestPage)
        : null;

    private async Task<Outcome<bool>> MarkAsync(Account caller, ConversationId id, SessionMark mark, CancellationToken cancel)
    {
        var entered = await access.EnterAsync(caller, id, cancel);
        if (!entered.IsOk)
            return entered.Refusal;
        var marked = await conversations.MarkSessionAsync(caller.TenantId, id, caller.Id, mark, clock.NowMs(), cancel);
        if (!marked.IsOk)
            return marked.Refusal;
        if (marked.Value is { IsChanged: true, Conversation: var conversation })
            fanout.Publish(new SessionMarked(conversation, caller.Id));
        return marked.Value.IsChanged;
    }
}

/// <summary>A numbered page of a conversation's messages.</summary>
/// <param name="Conversation">Where.</param>
/// <param name="Messages">Ascending.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="HasOlder">Whether there are older ones.</param>
/// <param name="HasNewer">Whether there are newer ones.</param>
public sealed record ChatHistory(Conversation Conversation, IReadOnlyList<Message> Messages, long Total, bool HasOlder, bool HasNewer);
