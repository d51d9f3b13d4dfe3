using Parley.Marketplace.Services;
using Parley.Primitives;

namespace Parley.Marketplace.Matching;

/// <summary>What people had done, and what the same people had done, at rest. Written by what tells of completed orders and reviews.</summary>
public interface IRecommendationStore
{
    /// <summary>What a person had done, the newest first.</summary>
    Task<IReadOnlyList<TasteEntry>> ReadTasteAsync(TenantId tenant, UserId user, int limit, CancellationToken cancel);

    /// <summary>What goes together with a person's services and is none of them, on offer, the most frequent first.</summary>
    Task<IReadOnlyList<Companion>> ReadCompanionsAsync(TenantId tenant, UserId user, int limit, long nowMs, CancellationToken cancel);

    /// <summary>The most ordered services on offer that a person had not yet.</summary>
    /// <param name="categories">Only of these; empty: of all.</param>
    Task<IReadOnlyList<ServiceListing>> ReadPopularAsync(TenantId tenant, UserId user, IReadOnlyList<string> categories, int limit, long nowMs, CancellationToken cancel);

    /// <summary>Which of some services a person had.</summary>
    Task<IReadOnlyList<ServiceId>> ReadHadAsync(UserId user, IReadOnlyCollection<ServiceId> services, CancellationToken cancel);
}
