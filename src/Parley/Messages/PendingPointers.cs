using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>A flush of merged pointers, written by the same writer as the messages so that its events leave in order with theirs.</summary>
/// <param name="moves">At most one a conversation, user and device.</param>
public sealed class PendingPointers(IReadOnlyList<PointerMove> moves) : PendingWrite
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What to move; a pointer never goes back, nor above the conversation's last message.</summary>
    public IReadOnlyList<PointerMove> Moves => moves;

    /// <summary>The result: participants whose read or delivered pointer rose, as they are now, with their conversation.</summary>
    public IReadOnlyList<MovedPointers> Moved { get; private set; } = [];

    /// <summary>
    /// The result: why not, or null. <see cref="ChatError.Retry"/>: the merger keeps the moves and tries again;
    /// <see cref="ChatError.Unstorable"/>: one among them never will be written.
    /// </summary>
    public ChatError? Failure { get; private set; }

    /// <summary>Ends when the flush is committed or has failed.</summary>
    public Task Done => _done.Task;

    /// <inheritdoc/>
    public override int Size => 64 + (moves.Count * 64);

    /// <summary>The writer's word: committed.</summary>
    public void Store(IReadOnlyList<MovedPointers> moved) => (Moved, Failure) = (moved, null);

    /// <summary>The writer's word: could not be written. No event goes out.</summary>
    public void Refuse(ChatError failure) => (Moved, Failure) = ([], failure);

    /// <inheritdoc/>
    public override void Settled() => _done.TrySetResult();
}

/// <summary>A pointer to move.</summary>
/// <param name="ConversationId">Where.</param>
/// <param name="UserId">Whose.</param>
/// <param name="ReadSeq">Read up to here; 0: leave.</param>
/// <param name="DeliveredSeq">Had up to here; 0: leave. Reading implies it.</param>
/// <param name="Device">Which device had it; null: none named.</param>
public sealed record PointerMove(ConversationId ConversationId, UserId UserId, long ReadSeq, long DeliveredSeq, string? Device);

/// <summary>The participants of one conversation whose pointers rose in one flush; they share its <c>rev</c>.</summary>
/// <param name="Conversation">The conversation as it is now.</param>
/// <param name="Participants">Those who moved, as they are now.</param>
public sealed record MovedPointers(Conversation Conversation, IReadOnlyList<Participant> Participants);
