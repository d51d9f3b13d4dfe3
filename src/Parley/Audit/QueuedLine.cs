namespace Parley.Audit;

/// <summary>Lines of the trail on their way to the store, kept together or not at all.</summary>
/// <param name="entries">The lines; none where an operation came to nothing.</param>
/// <param name="ended">What was begun and ends with them; null: nothing was.</param>
internal sealed class QueuedLine(IReadOnlyList<AuditEntry> entries, long? ended = null)
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The lines.</summary>
    public IReadOnlyList<AuditEntry> Entries => entries;

    /// <summary>The id of what was begun and ends with them.</summary>
    public long? Ended => ended;

    /// <summary>Ends when they are kept, or given up; never fails.</summary>
    public Task Settled => _settled.Task;

    /// <summary>They are kept, or given up.</summary>
    public void Settle() => _settled.TrySetResult();
}
