using System.Text.Json.Serialization;
using Parley.Accounts;
using Parley.Marketplace.Reviews;
using Parley.Primitives;

namespace Parley.Dialects.Market.Reviews;

/// <summary>A review.</summary>
internal sealed record ReviewView(
    string Id,
    string OrderId,
    string ServiceId,
    string ProviderId,
    string CustomerId,
    int Rating,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Comment,
    IReadOnlyList<string> Photos,
    DateTime CreatedAt,
    PersonView? Customer)
{
    public static ReviewView Of(Review review, IReadOnlyDictionary<UserId, Account>? people = null) => new(
        PublicId.ToText(EntityKind.Review, review.Id.Value),
        PublicId.ToText(EntityKind.Order, review.OrderId.Value),
        PublicId.ToText(EntityKind.Service, review.ServiceId.Value),
        PublicId.ToText(EntityKind.User, review.ProviderId.Value),
        PublicId.ToText(EntityKind.User, review.CustomerId.Value),
        review.Rating,
        review.Comment,
        review.Photos,
        WireTime.Of(review.CreatedAt),
        people is null ? null : PersonView.Of(review.CustomerId, people));
}

/// <summary>What <c>review-created</c> says.</summary>
internal sealed record ReviewEventView(ReviewView Review, string OrderNumber, string ServiceName);
