using System.Globalization;
using Parley.Marketplace.Services;

namespace Parley.Marketplace.Matching;

/// <summary>
/// Weighs services for one person. Half by who else had them (item-based collaborative filtering: how often a service was had together with the
/// person's own, over the root of how often it was had at all, so that what everybody has does not win everything), half by what they are: category,
/// tags, rating, distance, how much they are asked for. Pure. A person of whom nothing is known gets the second half alone.
/// </summary>
internal sealed class Taste
{
    private const double Collaborative = 0.6;
    private const double HalfwayKm = 10;

    private readonly Dictionary<ServiceId, TasteEntry> _own;
    private readonly Dictionary<string, double> _categories = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tags = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ServiceId, (double Score, ServiceId Source)> _companions = [];
    private readonly double _most;
    private readonly GeoPoint? _place;

    public Taste(IReadOnlyList<TasteEntry> own, IReadOnlyList<Companion> companions, GeoPoint? place)
    {
        _place = place;
        _own = own.ToDictionary(entry => entry.Listing.Id);
        foreach (var entry in own.Where(entry => entry.Weight > 0))
        {
            _categories[entry.Listing.Category] = _categories.GetValueOrDefault(entry.Listing.Category) + entry.Weight;
            _tags.UnionWith(entry.Listing.Tags);
        }

        foreach (var group in companions.Where(one => one.Weight > 0).GroupBy(one => one.Listing.Id))
        {
            var score = group.Sum(one => one.Weight * Math.Max(0, _own.GetValueOrDefault(one.Source)?.Weight ?? 1)) / Math.Sqrt(1 + group.First().Listing.OrderCount);
            _companions[group.Key] = (score, group.MaxBy(one => one.Weight)!.Source);
            _most = Math.Max(_most, score);
        }
    }

    public Recommendation Weigh(ServiceListing listing)
    {
        var distance = _place?.DistanceKm(listing.Location);
        var shared = _companions.TryGetValue(listing.Id, out var companion) && _most > 0 ? companion.Score / _most : 0;
        var content = Content(listing, distance);
        var score = _most > 0 ? (Collaborative * shared) + ((1 - Collaborative) * content) : content;
        return new Recommendation(listing, Reason(listing, shared > 0 ? companion.Source : default, distance), score, distance);
    }

    private double Content(ServiceListing listing, double? distance)
    {
        var all = _categories.Values.Sum();
        var category = all > 0 ? _categories.GetValueOrDefault(listing.Category) / all : 0;
        var tags = _tags.Count > 0 && listing.Tags.Count > 0 ? (double)listing.Tags.Count(_tags.Contains) / listing.Tags.Count : 0;
        var rating = (double)(listing.Rating ?? 3) / 5;
        var popular = 1 - (1 / (1 + Math.Log(1 + listing.OrderCount)));
        var near = distance is { } km ? HalfwayKm / (HalfwayKm + km) : 0.5;
        return (0.3 * category) + (0.15 * tags) + (0.2 * rating) + (0.15 * popular) + (0.2 * near);
    }

    private string Reason(ServiceListing listing, ServiceId source, double? distance)
    {
        if (!source.IsNone && _own.TryGetValue(source, out var had))
            return $"预订过“{had.Listing.Name}”的用户也预订了它";
        if (_categories.ContainsKey(listing.Category))
            return $"与您预订过的“{listing.Category}”服务同类";
        if (distance is { } km)
            return string.Create(CultureInfo.InvariantCulture, $"距您 {km:0.0} 公里") + (listing.Rating is { } stars ? string.Create(CultureInfo.InvariantCulture, $"，评分 {stars:0.0}") : "");
        return "热门服务";
    }
}
