using Parley.Primitives;

namespace Parley.Audit;

/// <summary>The audit trail at rest.</summary>
public interface IAuditStore
{
    /// <summary>Adds lines, all or none; one that is there already stays as it is.</summary>
    Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancel);

    /// <summary>A tenant's lines, newest first.</summary>
    /// <param name="before">Only lines with a smaller id; null: from the newest.</param>
    Task<IReadOnlyList<AuditEntry>> ListAsync(TenantId tenant, long? before, int limit, CancellationToken cancel);

    /// <summary>Deletes lines from before a time; returns how many (at most a few thousand a call).</summary>
    Task<int> DeleteAsync(long beforeMs, CancellationToken cancel);
}
