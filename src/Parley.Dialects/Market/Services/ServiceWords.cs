using Parley.Marketplace.Matching;
using Parley.Marketplace.Services;

namespace Parley.Dialects.Market.Services;

/// <summary>What services are said to be (document 001, 1.2).</summary>
internal static class ServiceWords
{
    public static string Of(ServiceStatus status) => status switch
    {
        ServiceStatus.Active => "active",
        ServiceStatus.Inactive => "inactive",
        ServiceStatus.Deleted => "deleted",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a word."),
    };

    /// <summary>Of those that a client may name.</summary>
    public static ServiceStatus? StatusOf(string? word) => word switch
    {
        "active" => ServiceStatus.Active,
        "inactive" => ServiceStatus.Inactive,
        _ => null,
    };

    public static NearbySort? SortOf(string? word) => word switch
    {
        null or "" or "rating" => NearbySort.Rating,
        "distance" => NearbySort.Distance,
        "price" => NearbySort.Price,
        _ => null,
    };
}
