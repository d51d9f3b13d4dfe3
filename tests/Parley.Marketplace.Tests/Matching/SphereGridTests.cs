using FsCheck;
using FsCheck.Fluent;
using Parley.Marketplace.Matching;

namespace Parley.Marketplace.Tests.Matching;

public sealed class SphereGridTests
{
    // Points anywhere, and often where grids go wrong: the poles, the antimeridian, the equator.
    private static readonly Gen<GeoPoint> Points =
        from latitude in Gen.OneOf(Gen.Choose(-9_000_000, 9_000_000), Gen.Elements(-9_000_000, -8_999_999, 0, 8_999_999, 9_000_000))
        from longitude in Gen.OneOf(Gen.Choose(-18_000_000, 18_000_000), Gen.Elements(-18_000_000, -17_999_999, 0, 17_999_999, 18_000_000))
        select new GeoPoint(latitude / 1e5, longitude / 1e5);

    private static readonly Gen<double> Radii = Gen.OneOf(Gen.Choose(0, 200_000), Gen.Choose(0, 20_000), Gen.Elements(0, 1, 20_000, 200_000)).Select(metres => metres / 1e3);

    [Fact]
    public void A_point_within_the_distance_is_in_a_cell_of_the_cover()
    {
        var searches =
            from center in Points
            from radius in Radii
            from bearing in Gen.Choose(0, 3_600)
            from part in Gen.OneOf(Gen.Choose(0, 1_000), Gen.Constant(1_000))
            select (Center: center, Radius: radius, Point: Move(center, bearing / 10.0, radius * part / 1_000.0));
        Prop.ForAll(searches.ToArbitrary(), search =>
        {
            var grid = GridFor(search.Radius);
            return grid.Cover(search.Center.ToVector(), search.Radius).Contains(grid.CellOf(search.Point.ToVector()));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    [Fact]
    public void Few_cells_cover_a_search_and_none_twice() =>
        Prop.ForAll((from center in Points from radius in Radii select (center, radius)).ToArbitrary(), search =>
        {
            var cells = GridFor(search.radius).Cover(search.center.ToVector(), search.radius);
            return cells.Count is > 0 and <= 600 && cells.Distinct().Count() == cells.Count;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void Distance_is_the_haversine_of_the_document() =>
        Prop.ForAll((from one in Points from other in Points select (one, other)).ToArbitrary(), pair =>
            Math.Abs(pair.one.DistanceKm(pair.other) - Haversine(pair.one, pair.other)) < 0.5e-3
            && pair.one.DistanceKm(pair.other) == pair.other.DistanceKm(pair.one)).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Theory]
    [InlineData(10, 179.99, 10, -179.99, 2.19)]
    [InlineData(89.99, 0, 89.99, 180, 2.22)]
    [InlineData(0, 0, 0, 180, 20015.09)]
    [InlineData(31.2304, 121.4737, 39.9042, 116.4074, 1067.31)]
    public void Distance_crosses_the_antimeridian_and_the_poles(double latitude, double longitude, double otherLatitude, double otherLongitude, double km) =>
        Assert.Equal(km, new GeoPoint(latitude, longitude).DistanceKm(new GeoPoint(otherLatitude, otherLongitude)), 1e-2 * Math.Max(1, km / 1000));

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.NaN)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(90.000001, 0)]
    [InlineData(0, -180.000001)]
    public void What_is_no_place_is_not_valid(double latitude, double longitude) => Assert.False(new GeoPoint(latitude, longitude).IsValid);

    private static SphereGrid GridFor(double radius) => radius <= SphereGrid.FineUpToKm ? SphereGrid.Fine : SphereGrid.Coarse;

    private static double Haversine(GeoPoint one, GeoPoint other)
    {
        var (latitude, longitude) = (double.DegreesToRadians(other.Latitude - one.Latitude), double.DegreesToRadians(other.Longitude - one.Longitude));
        var a = Math.Pow(Math.Sin(latitude / 2), 2)
            + (Math.Cos(double.DegreesToRadians(one.Latitude)) * Math.Cos(double.DegreesToRadians(other.Latitude)) * Math.Pow(Math.Sin(longitude / 2), 2));
        return GeoPoint.EarthKm * 2 * Math.Atan2(Math.Sqrt(a), Math.Sqrt(Math.Max(0, 1 - a)));
    }

    private static GeoPoint Move(GeoPoint from, double bearing, double km)
    {
        var (latitude, turn, arc) = (double.DegreesToRadians(from.Latitude), double.DegreesToRadians(bearing), km / GeoPoint.EarthKm);
        var there = Math.Asin(Math.Clamp((Math.Sin(latitude) * Math.Cos(arc)) + (Math.Cos(latitude) * Math.Sin(arc) * Math.Cos(turn)), -1, 1));
        var aside = Math.Atan2(Math.Sin(turn) * Math.Sin(arc) * Math.Cos(latitude), Math.Cos(arc) - (Math.Sin(latitude) * Math.Sin(there)));
        var longitude = double.RadiansToDegrees(double.DegreesToRadians(from.Longitude) + aside);
        return new GeoPoint(double.RadiansToDegrees(there), Math.IEEERemainder(longitude, 360));
    }
}
