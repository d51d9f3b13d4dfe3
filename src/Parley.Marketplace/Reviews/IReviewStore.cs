using Parley.Primitives;

namespace Parley.Marketplace.Reviews;

/// <summary>Reviews at rest.</summary>
public interface IReviewStore
{
    /// <summary>Inserts a review and recomputes its service's rating and count, in one transaction under the order's and the service's locks.</summary>
    /// <returns>
    /// The review with what the order says; <see cref="ChatError.NotFound"/> for an order that isn't in the tenant; <see cref="ChatError.Forbidden"/>
    /// for who is not its customer; <see cref="ChatError.Conflict"/> naming <c>status</c> for one that isn't completed;
    /// <see cref="ChatError.AlreadyExists"/> naming <c>orderId</c> for one that has a review.
    /// </returns>
    Task<Outcome<Review>> AddAsync(Review review, CancellationToken cancel);

    /// <summary>The review of an order.</summary>
    Task<Review?> FindAsync(TenantId tenant, OrderId order, CancellationToken cancel);

    /// <summary>A page of a service's reviews, newest first.</summary>
    Task<Page<Review>> ListAsync(TenantId tenant, ServiceId service, int skip, int take, CancellationToken cancel);
}
