using Parley.Accounts;
using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>The messages between two people, for surfaces that know the other one and no conversation: numbered pages, and reading.</summary>
public sealed class DirectMessages(
    IMessageStore store, IConversationStore conversations, DirectConversations directs, AccountDirectory accounts, Receipts receipts)
{
    /// <summary>The largest page.</summary>
    public const int LargestPage = 100;

    /// <summary>How many messages may be named at once.</summary>
    public const int MostNamed = 1_000;

    /// <summary>
    /// A numbered page: 1 is the newest, each ascending. A page is a range of <c>seq</c>, so that none costs more than another; what the viewer
    /// deleted for itself is left out of it.
    /// </summary>
    /// <param name="page">From 1; one past the end is empty.</param>
    /// <param name="pageSize">1 to <see cref="LargestPage"/>.</param>
    /// <returns>
    /// The page; <see cref="ChatError.InvalidField"/> naming <c>page</c> or <c>page_size</c>; <see cref="ChatError.SelfTarget"/>;
    /// <see cref="ChatError.UserNotFound"/>.
    /// </returns>
    public async Task<Outcome<DirectPage>> PageAsync(Account caller, UserId peer, int page, int pageSize, CancellationToken cancel)
    {
        if (page < 1)
            return FieldRules.Invalid("page");
        if (pageSize is < 1 or > LargestPage)
            return FieldRules.Invalid("page_size", LargestPage);
        var entered = await EnterAsync(caller, peer, cancel);
        if (!entered.IsOk)
            return entered.Refusal;
        if (entered.Value is not { } direct)
            return new DirectPage(null, [], 0, 0, 0);

        var first = direct.Me.JoinedSeq;
        var newest = direct.Conversation.LastSeq - ((page - 1L) * pageSize);
        var oldest = Math.Max(first, newest - pageSize);
        var messages = newest <= first
            ? []
            : (await store.ReadPageAsync(direct.Conversation.Id, caller.Id, oldest, newest + 1, pageSize, cancel)).Messages;
        var peerReadSeq = direct.Conversation.ShowsPointers(peer, caller.Id) ? direct.Peer.ReadSeq : 0;
        return new DirectPage(direct.Conversation, messages, direct.Conversation.LastSeq - first, direct.Me.ReadSeq, peerReadSeq);
    }

    /// <summary>Marks as read what the other wrote: everything, or everything up to the newest of the messages named. Returns once that is written.</summary>
    /// <param name="ids">The messages; ids that aren't of this conversation are passed over. Null or empty: all.</param>
    /// <param name="device">The device on which they were read, where it is known: it has had them.</param>
    /// <returns>
    /// How many messages of the other that covers newly; <see cref="ChatError.MessageNotFound"/> when none of the ids is of this conversation;
    /// <see cref="ChatError.InvalidField"/> naming <c>messageIds</c>; and as above.
    /// </returns>
    public async Task<Outcome<long>> MarkReadAsync(
        Account caller, UserId peer, IReadOnlyCollection<MessageId>? ids, string? device, CancellationToken cancel)
    {
        if (ids?.Count > MostNamed)
            return FieldRules.Invalid("messageIds", MostNamed);
        var entered = await EnterAsync(caller, peer, cancel);
        if (!entered.IsOk)
            return entered.Refusal;
        if (entered.Value is not { } direct)
        {
            if (ids is { Count: > 0 })
                return ChatError.MessageNotFound;
            return 0L; // in one expression with the error it would be the error numbered 0
        }

        var (id, upTo) = (direct.Conversation.Id, direct.Conversation.LastSeq);
        if (ids is { Count: > 0 })
        {
            (upTo, var found) = await store.FindNewestAsync(id, ids, cancel);
            if (found == 0)
                return ChatError.MessageNotFound;
        }

        if (upTo <= direct.Me.ReadSeq)
            return 0L;
        receipts.MarkRead(caller.Id, device, id, upTo);
        var flushed = await receipts.FlushAsync(cancel);
        if (!flushed.IsOk)
            return flushed.Refusal;
        var after = await conversations.FindParticipantAsync(id, caller.Id, cancel) ?? direct.Me;
        return Math.Max(0, after.ReadSeq - direct.Me.ReadSeq - (after.OwnSentAtRead - direct.Me.OwnSentAtRead));
    }

    // Null: both are there, and never had a word with each other.
    private async Task<Outcome<Entered?>> EnterAsync(Account caller, UserId peer, CancellationToken cancel)
    {
        if (peer == caller.Id)
            return ChatError.SelfTarget;
        if (peer.IsNone || await accounts.FindAsync(peer, cancel) is not { } account || account.TenantId != caller.TenantId)
            return ChatError.UserNotFound;
        if (await directs.FindAsync(caller, peer, cancel) is not { } conversation)
            return (Entered?)null;
        var members = await conversations.ReadMembersAsync(conversation.Id, cancel);
        return members.FirstOrDefault(member => member.UserId == caller.Id) is { } me && members.FirstOrDefault(member => member.UserId == peer) is { } other
            ? new Entered(conversation, me, other)
            : ChatError.NotParticipant;
    }

    private sealed record Entered(Conversation Conversation, Participant Me, Participant Peer);
}

/// <summary>A numbered page of the messages between two people.</summary>
/// <param name="Conversation">Their conversation; null when they never had a word.</param>
/// <param name="Messages">Ascending.</param>
/// <param name="Total">How many messages there are in all, those that the viewer deleted for itself among them.</param>
/// <param name="ReadSeq">How far the viewer has read.</param>
/// <param name="PeerReadSeq">How far the other has; 0 where that is not shown.</param>
public sealed record DirectPage(Conversation? Conversation, IReadOnlyList<Message> Messages, long Total, long ReadSeq, long PeerReadSeq)
{
    /// <summary>Whether the one to whom a message went has read it.</summary>
    public bool IsRead(Message message, UserId viewer) => message.Seq <= (message.SenderId == viewer ? PeerReadSeq : ReadSeq);
}
