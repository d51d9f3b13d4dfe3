using Parley.Primitives;

namespace Parley.Audit;

/// <summary>The audit trail at rest.</summary>
public interface IAuditStore
{
    /// <summary>
    /// Adds lines at the end of the chain, all or none; one that is there already stays as it is. Writers of several nodes go one after the other,
    /// in the order in which the database lets them.
    /// </summary>
    Task AppendAsync(IReadOnlyList<AuditEntry> entries, AuditChain chain, CancellationToken cancel);

    /// <summary>A tenant's lines, newest first.</summary>
    /// <param name="before">Only lines with a smaller id; null: from the newest.</param>
    Task<IReadOnlyList<AuditEntry>> ListAsync(TenantId tenant, long? before, int limit, CancellationToken cancel);

    /// <summary>What somebody did in a tenant, newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> ListOfAsync(TenantId tenant, UserId actor, int limit, CancellationToken cancel);

    /// <summary>
    /// Deletes the oldest lines up to the first that is from a time or after it, and has the chain begin behind them; returns how many (at most a
    /// few thousand a call).
    /// </summary>
    Task<int> DeleteAsync(long beforeMs, AuditChain chain, CancellationToken cancel);

    /// <summary>Where the chain stands.</summary>
    Task<AuditHead> ReadHeadAsync(CancellationToken cancel);

    /// <summary>The lines after a number, in the order of the chain.</summary>
    Task<IReadOnlyList<AuditLink>> ReadChainAsync(long after, int limit, CancellationToken cancel);

    /// <summary>The first line that stands outside the chain though it is from after its beginning; null: none.</summary>
    Task<long?> FindOutsideAsync(AuditHead head, CancellationToken cancel);
}
