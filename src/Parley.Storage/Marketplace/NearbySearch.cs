using Parley.Marketplace.Matching;
using Parley.Primitives;

namespace Parley.Storage.Marketplace;

/// <summary>
/// One search around a point: the cells that cover it come from an index, and the chord between two points on the unit sphere says what is
/// within. Neither the antimeridian nor a pole is anything special.
/// </summary>
internal sealed class NearbySearch
{
    private const string Chord = "((s.x - @x) * (s.x - @x) + (s.y - @y) * (s.y - @y) + (s.z - @z) * (s.z - @z))";

    private readonly IReadOnlyList<long> _cells;
    private readonly string _column;
    private readonly string _order;
    private readonly UnitVector _center;
    private readonly GeoPoint _from;
    private readonly List<string> _conditions;
    private readonly List<(string Name, object? Value)> _args;

    public NearbySearch(TenantId tenant, NearbyQuery query, long nowMs)
    {
        var isFine = query.RadiusKm <= SphereGrid.FineUpToKm;
        (_from, _center) = (query.Center, query.Center.ToVector());
        _column = isFine ? "s.fine_cell" : "s.coarse_cell";
        _cells = (isFine ? SphereGrid.Fine : SphereGrid.Coarse).Cover(_center, query.RadiusKm);
        var chord = UnitVector.Chord(query.RadiusKm);
        _args = [("@tenant", tenant.Value), ("@x", _center.X), ("@y", _center.Y), ("@z", _center.Z), ("@reach", chord * chord), ("@now", nowMs), ("@limit", query.Limit)];
        _conditions = ["s.tenant_id = @tenant", "s.status = 1", $"{Chord} <= @reach"];
        _order = query.Sort switch
        {
            NearbySort.Distance => $"{Chord}, s.id",
            NearbySort.Price => $"s.price, {Chord}, s.id",
            _ => $"coalesce(s.rating, 0) DESC, s.review_count DESC, {Chord}, s.id",
        };
        Filter(query);
    }

    public async ValueTask<NearbyListing[]> RunAsync(SqlScope sql)
    {
        // The providers' rows are looked at last: most of what is found is of people who may act.
        var found = await sql.ListAsync(
            $"""
            SELECT {ServiceRows.Columns} FROM services s JOIN users u ON u.id = s.provider_id
            WHERE {string.Join(" AND ", _conditions)} AND {sql.In(_column, "@cells")}
                AND {ServiceRows.ProviderMayAct}
            ORDER BY {_order} LIMIT @limit
            """,
            ServiceRows.Read,
            [.. _args, ("@cells", sql.Ids(_cells))]);
        return [.. found.Select(listing => new NearbyListing(listing, _from.DistanceKm(listing.Location)))];
    }

    private void Filter(NearbyQuery query)
    {
        if (query.Category is { } category)
            Add("s.category = @category", "@category", category);
        if (query.MinPrice is { } low)
            Add("s.price >= @low", "@low", low.Cents);
        if (query.MaxPrice is { } high)
            Add("s.price <= @high", "@high", high.Cents);
        if (query.MinRating is > 0 and var rating)
            Add("s.rating >= @rating", "@rating", (long)Math.Ceiling(rating * 100));
    }

    private void Add(string condition, string name, object value)
    {
        _conditions.Add(condition);
        _args.Add((name, value));
    }
}
