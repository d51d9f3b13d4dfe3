namespace Parley.Audit;

/// <summary>A line of the trail on its way to the store.</summary>
internal sealed class QueuedLine(AuditEntry entry)
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The line.</summary>
    public AuditEntry Entry => entry;

    /// <summary>Ends when it is kept, or given up; never fails.</summary>
    public Task Settled => _settled.Task;

    /// <summary>It is kept, or given up.</summary>
    public void Settle() => _settled.TrySetResult();
}
