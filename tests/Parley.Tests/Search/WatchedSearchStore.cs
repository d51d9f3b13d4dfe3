using Parley.Primitives;
using Parley.Search;

namespace Parley.Tests.Search;

/// <summary>A real store that tells when a conversation has been indexed, and fails where a test has it fail.</summary>
internal sealed class WatchedSearchStore(ISearchStore inner) : ISearchStore
{
    private readonly Lock _gate = new();
    private readonly HashSet<ConversationId> _done = [];
    private readonly List<(ConversationId Id, TaskCompletionSource Done)> _waiting = [];

    /// <summary>Steps with this conversation fail; none: no step does.</summary>
    public ConversationId Bad { get; set; }

    /// <summary>Returns once the conversation was in a step that was done.</summary>
    public Task WhenIndexed(ConversationId id)
    {
        lock (_gate)
        {
            if (_done.Contains(id))
                return Task.CompletedTask;
            var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((id, waiting));
            return waiting.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    public Task<FoundMessages> FindAsync(UserId viewer, SearchTerms terms, int skip, int take, int most, CancellationToken cancel) =>
        inner.FindAsync(viewer, terms, skip, take, most, cancel);

    public async Task<IndexedMessages> IndexAsync(IReadOnlyList<ConversationId> conversations, CancellationToken cancel)
    {
        if (conversations.Contains(Bad))
            throw new InvalidOperationException($"A fault for conversation {Bad}.");
        var done = await inner.IndexAsync(conversations, cancel);
        lock (_gate)
        {
            _done.UnionWith(conversations.Except(done.Unfinished));
            foreach (var (id, waiting) in _waiting.Where(one => _done.Contains(one.Id)))
                waiting.TrySetResult();
        }

        return done;
    }

    public Task<BehindConversations> FindBehindAsync(ConversationId after, CancellationToken cancel) => inner.FindBehindAsync(after, cancel);

    public Task ClearAsync(CancellationToken cancel) => inner.ClearAsync(cancel);
}
