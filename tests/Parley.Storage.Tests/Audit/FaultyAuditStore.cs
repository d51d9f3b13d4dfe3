using Parley.Audit;
using Parley.Primitives;

namespace Parley.Storage.Tests.Audit;

/// <summary>A real store that takes no lines while a test says so.</summary>
internal sealed class FaultyAuditStore(IAuditStore store, Func<IReadOnlyList<AuditEntry>, Task> before) : IAuditStore
{
    public Task BeginAsync(AuditEntry begun, CancellationToken cancel) => store.BeginAsync(begun, cancel);

    public Task<IReadOnlyList<AuditEntry>> ListBegunAsync(long beforeMs, int limit, CancellationToken cancel) => store.ListBegunAsync(beforeMs, limit, cancel);

    public async Task AppendAsync(IReadOnlyList<AuditEntry> entries, IReadOnlyList<long> ended, AuditChain chain, CancellationToken cancel)
    {
        await before(entries);
        await store.AppendAsync(entries, ended, chain, cancel);
    }

    public Task<IReadOnlyList<AuditEntry>> ListAsync(TenantId tenant, long? before, int limit, CancellationToken cancel) =>
        store.ListAsync(tenant, before, limit, cancel);

    public Task<IReadOnlyList<AuditEntry>> ListOfAsync(TenantId tenant, UserId actor, int limit, CancellationToken cancel) =>
        store.ListOfAsync(tenant, actor, limit, cancel);

    public Task<int> DeleteAsync(long beforeMs, AuditChain chain, CancellationToken cancel) => store.DeleteAsync(beforeMs, chain, cancel);

    public Task<AuditHead> ReadHeadAsync(CancellationToken cancel) => store.ReadHeadAsync(cancel);

    public Task<IReadOnlyList<AuditLink>> ReadChainAsync(long after, int limit, CancellationToken cancel) => store.ReadChainAsync(after, limit, cancel);

    public Task<long?> FindOutsideAsync(AuditHead head, CancellationToken cancel) => store.FindOutsideAsync(head, cancel);
}
