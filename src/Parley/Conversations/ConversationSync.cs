using Parley.Accounts;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Conversations;

/// <summary>
/// What a client has missed, by the <c>rev</c> (or <c>seq</c>) that it knows of each conversation: changed messages, pointers and membership, and
/// the conversations that it did not name. At most 500 messages an answer; 32 syncs at once, the others wait.
/// </summary>
public sealed class ConversationSync(IConversationStore conversations, IMessageStore messages) : IDisposable
{
    /// <summary>Messages in one answer, over all conversations.</summary>
    public const int MaxMessages = 500;

    /// <summary>Conversations that a client may name.</summary>
    public const int MaxNamed = 1000;

    private readonly SemaphoreSlim _slots = new(32, 32);

    /// <summary>Reads it.</summary>
    /// <param name="known">The number known of each conversation.</param>
    /// <param name="bySeq">True when those numbers are message numbers: only new messages are told then, with the pointers as they are.</param>
    public Task<Outcome<SyncAnswer>> ReadAsync(
        Account caller, IReadOnlyDictionary<ConversationId, long> known, bool bySeq, CancellationToken cancel) =>
        ReadAsync(caller, known, bySeq, null, cancel);

    /// <summary>Reads it.</summary>
    /// <param name="known">The number known of each conversation.</param>
    /// <param name="bySeq">True when those numbers are message numbers: only new messages are told then, with the pointers as they are.</param>
    /// <param name="kind">What a surface shows; the others are not read, and use up nothing of the answer. Null: all.</param>
    public async Task<Outcome<SyncAnswer>> ReadAsync(
        Account caller, IReadOnlyDictionary<ConversationId, long> known, bool bySeq, ConversationKind? kind, CancellationToken cancel)
    {
        if (known.Count > MaxNamed)
            return new Refusal(ChatError.InvalidField, "conversations", MaxNamed);
        await _slots.WaitAsync(cancel);
        try
        {
            return await ReadAllAsync(caller, known, bySeq, kind, cancel);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private async Task<SyncAnswer> ReadAllAsync(
        Account caller, IReadOnlyDictionary<ConversationId, long> known, bool bySeq, ConversationKind? kind, CancellationToken cancel)
    {
        var generation = await messages.ReadGenerationAsync(cancel);
        var views = await conversations.ListAsync(caller.Id, null, withEmpty: true, cancel);
        var answer = new List<SyncedConversation>();
        var left = MaxMessages;
        foreach (var view in views.OrderByDescending(view => known.ContainsKey(view.Conversation.Id)))
        {
            if (kind is not null && view.Conversation.Kind != kind)
                continue;
            var id = view.Conversation.Id;
            var isNamed = known.TryGetValue(id, out var after);
            var last = bySeq ? view.Conversation.LastSeq : view.Conversation.Rev;
            if (isNamed ? after >= last : IsHidden(view.Conversation))
                continue;
            var synced = await ReadOneAsync(caller, view, after, bySeq, left, cancel);
            left -= synced.Messages.Count;
            answer.Add(synced);
        }

        var present = views.Select(view => view.Conversation.Id).ToHashSet();
        var gone = known.Keys.Where(id => !present.Contains(id)).ToArray();
        return new SyncAnswer(generation, answer, gone);
    }

    private async Task<SyncedConversation> ReadOneAsync(
        Account caller, ConversationView view, long after, bool bySeq, int limit, CancellationToken cancel)
    {
        var (id, joined) = (view.Conversation.Id, view.Participant.JoinedSeq);
        if (limit == 0)
            return new SyncedConversation(view.Conversation, view.Participant, [], new HashSet<MessageId>(), [], HasMore: true);
        if (!bySeq)
        {
            var changes = await messages.ReadChangesAsync(id, caller.Id, joined, after, limit, cancel);
            return new SyncedConversation(
                changes.Conversation,
                view.Participant,
                changes.Messages,
                changes.Hidden,
                changes.Participants.ShownTo(changes.Conversation, caller.Id),
                changes.HasMore);
        }

        var page = await messages.ReadAfterAsync(id, caller.Id, Math.Max(joined, after), limit, cancel);
        var members = view.Conversation.Kind == ConversationKind.Direct
            ? (await conversations.ReadMembersAsync(id, cancel)).ShownTo(view.Conversation, caller.Id)
            : [view.Participant];
        return new SyncedConversation(view.Conversation, view.Participant, page.Messages, new HashSet<MessageId>(), members, page.HasMore);
    }

    private static bool IsHidden(Conversation conversation) => conversation is { Kind: ConversationKind.Direct, LastSeq: 0 };
}

/// <summary>The answer to a sync.</summary>
/// <param name="Generation">The store's; a client that sees a new one starts afresh.</param>
/// <param name="Conversations">Those with changes.</param>
/// <param name="Gone">Named ones that the caller is not (or no more) in, or that never were.</param>
public sealed record SyncAnswer(string Generation, IReadOnlyList<SyncedConversation> Conversations, IReadOnlyList<ConversationId> Gone);

/// <summary>One conversation in a sync.</summary>
/// <param name="Conversation">As it is now; when there is no more, the client knows it up to its <c>Rev</c>.</param>
/// <param name="Participant">The caller in it.</param>
/// <param name="Messages">New or changed messages: by rev, or by seq.</param>
/// <param name="Hidden">Those among them that the caller deleted for itself.</param>
/// <param name="Participants">Whose pointers or membership changed, as far as the caller is shown them.</param>
/// <param name="HasMore">Ask again, from the last message told.</param>
public sealed record SyncedConversation(
    Conversation Conversation,
    Participant Participant,
    IReadOnlyList<Message> Messages,
    IReadOnlySet<MessageId> Hidden,
    IReadOnlyList<Participant> Participants,
    bool HasMore);
