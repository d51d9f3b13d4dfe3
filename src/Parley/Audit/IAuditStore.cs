using Parley.Primitives;

namespace Parley.Audit;

/// <summary>The audit trail at rest.</summary>
public interface IAuditStore
{
    /// <summary>Keeps what somebody is about to do, outside the chain, before it is done.</summary>
    /// <param name="begun">As a line that is <see cref="AuditAction.Unfinished"/>, which it becomes unless it is ended.</param>
    Task BeginAsync(AuditEntry begun, CancellationToken cancel);

    /// <summary>What was begun before a time and not ended, oldest first.</summary>
    Task<IReadOnlyList<AuditEntry>> ListBegunAsync(long beforeMs, int limit, CancellationToken cancel);

    /// <summary>
    /// Adds lines at the end of the chain and forgets what was begun, all or none; a line that is there already stays as it is. Writers of several nodes
    /// go one after the other, in the order in which the database lets them.
    /// </summary>
    /// <param name="ended">The ids of what was begun and is told by these lines, or came to nothing.</param>
    Task AppendAsync(IReadOnlyList<AuditEntry> entries, IReadOnlyList<long> ended, AuditChain chain, CancellationToken cancel);

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
