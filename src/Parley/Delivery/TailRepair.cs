using System.Runtime.CompilerServices;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// Reads from the store what this node was not told of, as events in <c>rev</c> order. Owned by the delivery loop.
/// </summary>
internal sealed class TailRepair(
    IMessageStore messages, IConversationStore conversations, AccountDirectory accounts, ConversationTails tails, ConnectionRegistry registry)
{
    private const int PageSize = 500;

    /// <summary>What lies above a tail, page by page; afterwards the tail stands where the last page was read.</summary>
    public async IAsyncEnumerable<ConversationEvent> ReadAsync(
        ConversationId id, ConversationTails.Tail tail, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (rev, seq) = (tail.KnownRev, tail.KnownSeq);
        ConversationChanges changes;
        do
        {
            changes = await messages.ReadChangesAsync(id, default, 0, rev, PageSize, cancel);
            await ShieldNewcomersAsync(changes.Conversation, cancel);
            var senders = await accounts.FindManyAsync(
                changes.Conversation.TenantId, changes.Messages.Select(message => message.SenderId).ToHashSet(), cancel);
            foreach (var message in changes.Messages)
            {
                if (message.Seq > seq)
                    yield return new MessageSent(changes.Conversation, message, senders.GetValueOrDefault(message.SenderId), null);
                if (message.RecalledAt is not null)
                    yield return new MessageRecalled(changes.Conversation, message);
                (rev, seq) = (Math.Max(rev, message.Rev), Math.Max(seq, message.Seq));
            }
        }
        while (changes.HasMore);

        if (changes.Participants.Count > 0)
            yield return new PointersMoved(changes.Conversation, changes.Participants);
        tails.Delivered(id, Math.Max(rev, changes.Conversation.Rev), seq);
    }

    /// <summary>The conversations of people here that have advanced beyond their tails, and up to where.</summary>
    public async IAsyncEnumerable<(ConversationId Id, long Rev)> FindAdvancedAsync(Members members, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var known in tails.Snapshot().Chunk(1000))
        {
            foreach (var (id, rev) in await conversations.ReadAdvancedAsync(known, cancel))
            {
                if (await conversations.FindForDeliveryAsync(id, cancel) is not { } conversation)
                    continue;
                var recipients = await members.OfAsync(conversation, cancel);
                if (recipients.Any(registry.IsConnected))
                    yield return (id, rev);
                else
                    tails.Forget(id);
            }
        }
    }

    // Somebody who joined meanwhile sees what came after, not what was there before.
    private async ValueTask ShieldNewcomersAsync(Conversation conversation, CancellationToken cancel)
    {
        if (conversation.Kind == ConversationKind.Direct)
            return;
        foreach (var participant in await conversations.ReadMembersAsync(conversation.Id, cancel))
        {
            foreach (var connection in registry.Array(participant.UserId))
                connection.NoteBase(conversation.Id, participant.JoinedSeq);
        }
    }
}
