using Parley.Accounts;
using Parley.Marketplace.Notices;
using Parley.Primitives;

namespace Parley.Marketplace.Reviews;

/// <summary>What customers say of completed orders.</summary>
/// <param name="notices">Tells of what was said; null: nobody does.</param>
public sealed class Reviews(IReviewStore store, IdGenerator ids, TimeProvider clock, OrderNotices? notices = null)
{
    /// <summary>How many photos a review may have.</summary>
    public const int MostPhotos = 9;

    private const int LongestComment = 1_000;

    /// <summary>Reviews a completed order of the caller's, once.</summary>
    /// <returns>As <see cref="IReviewStore.AddAsync"/>; <see cref="ChatError.InvalidField"/>.</returns>
    public async Task<Outcome<Review>> AddAsync(Account customer, OrderId order, ReviewDraft draft, CancellationToken cancel)
    {
        if (Judge(draft) is { } refusal)
            return refusal;
        var review = new Review
        {
            Id = new ReviewId(ids.Next()),
            TenantId = customer.TenantId,
            OrderId = order,
            CustomerId = customer.Id,
            Rating = draft.Rating,
            Comment = draft.Comment,
            Photos = draft.Photos ?? [],
            CreatedAt = clock.NowMs(),
        };
        var added = await store.AddAsync(review, cancel);
        if (added.IsOk)
            notices?.Wake(NoticeKey.OfReview(order));
        return added;
    }

    /// <summary>A page of a service's reviews, newest first; of another tenant's service: none.</summary>
    /// <returns><see cref="ChatError.InvalidField"/> naming <c>page</c> or <c>limit</c>.</returns>
    public async Task<Outcome<Page<Review>>> ListAsync(Account caller, ServiceId service, int page, int limit, CancellationToken cancel) =>
        PageRules.Judge(page, limit) is { } refusal
            ? refusal
            : await store.ListAsync(caller.TenantId, service, (page - 1) * limit, limit, cancel);

    private static Refusal? Judge(ReviewDraft draft)
    {
        if (draft.Rating is < 1 or > 5)
            return FieldRules.Invalid("rating", 5);
        if (draft.Comment is { } text && (!FieldRules.IsKeepable(text) || text.EnumerateRunes().Count() > LongestComment))
            return FieldRules.Invalid("comment", LongestComment);
        return draft.Photos is { } photos && (photos.Count > MostPhotos || !photos.All(FieldRules.IsPictureUrl))
            ? FieldRules.Invalid("photos", MostPhotos)
            : null;
    }
}
