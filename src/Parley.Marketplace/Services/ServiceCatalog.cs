using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Marketplace.Services;

/// <summary>What providers offer. Only its provider writes a service; one that another does not offer is one that isn't there.</summary>
public sealed class ServiceCatalog(IServiceStore store, AccountDirectory accounts, MarketplaceOptions options, IdGenerator ids, TimeProvider clock)
{
    /// <summary>How many services one provider may have.</summary>
    public const int MostServices = 1_000;

    /// <summary>The categories that a service may be in.</summary>
    public IReadOnlyList<string> Categories => options.Categories;

    /// <summary>Puts a service on offer.</summary>
    /// <returns>
    /// The service; <see cref="ChatError.Forbidden"/> for who is no provider; <see cref="ChatError.InvalidField"/> naming a field;
    /// <see cref="ChatError.LimitReached"/>.
    /// </returns>
    public async Task<Outcome<ServiceListing>> AddAsync(Account provider, ServicePatch patch, CancellationToken cancel)
    {
        if (provider.Role != Role.Provider)
            return ChatError.Forbidden;
        if (ServiceRules.JudgeNew(patch, options) is { } refusal)
            return refusal;
        var now = clock.NowMs();
        var bare = new ServiceListing
        {
            Id = new ServiceId(ids.Next()),
            TenantId = provider.TenantId,
            ProviderId = provider.Id,
            Name = "",
            Category = "",
            Price = default,
            Location = default,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var listing = Apply(bare, patch, now);
        var created = await store.CreateAsync(listing, MostServices, cancel);
        return created.IsOk ? listing : created.Refusal;
    }

    /// <summary>Changes a service.</summary>
    /// <returns>The service; <see cref="ChatError.NotFound"/>; <see cref="ChatError.Forbidden"/> for another's that is on offer; <see cref="ChatError.InvalidField"/>.</returns>
    public async Task<Outcome<ServiceListing>> ChangeAsync(Account provider, ServiceId id, ServicePatch patch, CancellationToken cancel)
    {
        if (ServiceRules.Judge(patch, options) is { } refusal)
            return refusal;
        var now = clock.NowMs();
        var changed = await store.UpdateAsync(provider.TenantId, provider.Id, id, listing => Apply(listing, patch, now), cancel);
        return changed.IsOk ? changed : await WhyNotAsync(provider, id, changed.Refusal, cancel);
    }

    /// <summary>Takes a service away for good; orders that name it stay.</summary>
    /// <returns><see cref="ChatError.NotFound"/>; <see cref="ChatError.Forbidden"/> for another's that is on offer.</returns>
    public async Task<Outcome<Unit>> DeleteAsync(Account provider, ServiceId id, CancellationToken cancel)
    {
        var now = clock.NowMs();
        var deleted = await store.UpdateAsync(
            provider.TenantId, provider.Id, id, listing => listing with { Status = ServiceStatus.Deleted, UpdatedAt = now }, cancel);
        return deleted.IsOk ? new Unit() : await WhyNotAsync(provider, id, deleted.Refusal, cancel);
    }

    /// <summary>A service: one that is on offer by somebody who may act, or the caller's own; those who look after the tenant see all that are on offer.</summary>
    /// <returns><see cref="ChatError.NotFound"/>.</returns>
    public async Task<Outcome<ServiceListing>> FindAsync(Account caller, ServiceId id, CancellationToken cancel) =>
        await store.FindAsync(caller.TenantId, id, cancel) is { } listing && await IsSeenByAsync(caller, listing, cancel) ? listing : ChatError.NotFound;

    /// <summary>A page of what is on offer, newest first.</summary>
    /// <param name="provider">Only what this one offers; none: what all do.</param>
    /// <returns><see cref="ChatError.InvalidField"/> naming <c>page</c> or <c>limit</c>.</returns>
    public async Task<Outcome<Page<ServiceListing>>> ListAsync(Account caller, UserId provider, string? category, int page, int limit, CancellationToken cancel) =>
        PageRules.Judge(page, limit) is { } refusal
            ? refusal
            : await store.ListAsync(
                caller.TenantId,
                new ServiceFilter { ProviderId = provider, Status = ServiceStatus.Active, Category = category, OfferedAt = clock.NowMs() },
                (page - 1) * limit,
                limit,
                cancel);

    /// <summary>A page of the caller's own, newest first, of whatever status.</summary>
    /// <returns><see cref="ChatError.InvalidField"/> naming <c>page</c> or <c>limit</c>.</returns>
    public async Task<Outcome<Page<ServiceListing>>> ListMineAsync(
        Account provider, ServiceStatus? status, string? category, int page, int limit, CancellationToken cancel) =>
        PageRules.Judge(page, limit) is { } refusal
            ? refusal
            : await store.ListAsync(
                provider.TenantId,
                new ServiceFilter { ProviderId = provider.Id, Status = status, Category = category },
                (page - 1) * limit,
                limit,
                cancel);

    private async Task<Refusal> WhyNotAsync(Account caller, ServiceId id, Refusal refusal, CancellationToken cancel) =>
        await store.FindAsync(caller.TenantId, id, cancel) is { } listing && await IsSeenByAsync(caller, listing, cancel) ? ChatError.Forbidden : refusal;

    // What one offers who may not act is there for it and for those who look after the tenant alone.
    private async ValueTask<bool> IsSeenByAsync(Account caller, ServiceListing listing, CancellationToken cancel)
    {
        if (listing.ProviderId == caller.Id)
            return listing.Status is ServiceStatus.Active or ServiceStatus.Inactive;
        return listing.Status == ServiceStatus.Active
            && (caller.Role >= Role.Agent || (await accounts.FindAsync(listing.ProviderId, cancel) is { } provider && provider.RefusalAt(clock.NowMs()) is null));
    }

    private static ServiceListing Apply(ServiceListing listing, ServicePatch patch, long now) => listing with
    {
        Name = patch.Name.IsSet ? patch.Name.Value!.Trim() : listing.Name,
        Description = patch.Description.IsSet ? patch.Description.Value : listing.Description,
        Category = patch.Category.IsSet ? patch.Category.Value! : listing.Category,
        Subcategory = patch.Subcategory.IsSet ? patch.Subcategory.Value : listing.Subcategory,
        Price = patch.Price.IsSet ? Amount.TryFrom(patch.Price.Value!.Value)!.Value : listing.Price,
        Currency = patch.Currency.IsSet ? patch.Currency.Value ?? "CNY" : listing.Currency,
        Location = patch.Location.IsSet ? patch.Location.Value!.Value : listing.Location,
        Address = patch.Address.IsSet ? patch.Address.Value : listing.Address,
        Status = patch.Status ?? listing.Status,
        Images = patch.Images.IsSet ? patch.Images.Value ?? [] : listing.Images,
        Tags = patch.Tags.IsSet ? [.. (patch.Tags.Value ?? []).Distinct(StringComparer.Ordinal)] : listing.Tags,
        UpdatedAt = now,
    };
}
