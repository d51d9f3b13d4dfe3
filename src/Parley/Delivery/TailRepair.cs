using System.Runtime.CompilerServices;
using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// Reads from the store what this node was not told of, as events in <c>rev</c> order, and moves the tails past them. Owned by the delivery
/// loop.
/// </summary>
internal sealed class TailRepair(IMessageStore messages, IConversationStore conversations, ConversationTails tails, ConnectionRegistry registry)
{
    private const int PageSize = 500;

    /// <summary>What lies above a tail.</summary>
    public async ValueTask<IReadOnlyList<ConversationEvent>> ReadAsync(
        ConversationId id, ConversationTails.Tail tail, CancellationToken cancel)
    {
        var events = new List<ConversationEvent>();
        var (rev, seq) = (tail.KnownRev, tail.KnownSeq);
        ConversationChanges changes;
        do
        {
            changes = await messages.ReadChangesAsync(id, default, 0, rev, PageSize, cancel);
            foreach (var message in changes.Messages)
            {
                if (message.Seq > seq)
                {
                    events.Add(new MessageSent(changes.Conversation, message, null, null));
                    seq = message.Seq;
                }
                else if (message.RecalledAt is not null)
                    events.Add(new MessageRecalled(changes.Conversation, message));
                rev = Math.Max(rev, message.Rev);
            }
        }
        while (changes.HasMore);

        if (changes.Participants.Count > 0)
            events.Add(new PointersMoved(changes.Conversation, changes.Participants));
        await ShieldNewcomersAsync(changes.Conversation, cancel);
        tails.Delivered(id, Math.Max(rev, changes.Conversation.Rev), seq);
        return events;
    }

    /// <summary>Everything that advanced without this node being told, conversation by conversation.</summary>
    public async IAsyncEnumerable<(ConversationEvent Event, IReadOnlyList<UserId> Recipients)> ReadAdvancedAsync(
        Members members, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var known in tails.Snapshot().Chunk(1000))
        {
            foreach (var (id, _) in await conversations.ReadAdvancedAsync(known, cancel))
            {
                if (tails.Find(id) is not { } tail || await conversations.FindForDeliveryAsync(id, cancel) is not { } conversation)
                    continue;
                var recipients = await members.OfAsync(conversation, cancel);
                if (!recipients.Any(registry.IsConnected))
                {
                    tails.Forget(id);
                    continue;
                }

                foreach (var missed in await ReadAsync(id, tail, cancel))
                    yield return (missed, recipients);
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
