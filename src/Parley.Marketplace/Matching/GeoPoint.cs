namespace Parley.Marketplace.Matching;

/// <summary>A point on the globe, taken for a sphere of 6,371 km (document 001, 1.3).</summary>
/// <param name="Latitude">Degrees, -90 to 90.</param>
/// <param name="Longitude">Degrees, -180 to 180.</param>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    /// <summary>The sphere's radius in km.</summary>
    public const double EarthKm = 6371;

    /// <summary>False for what is no place: not a number, or beyond the poles or the antimeridian.</summary>
    public bool IsValid => Latitude is >= -90 and <= 90 && Longitude is >= -180 and <= 180;

    /// <summary>The same point on the sphere of radius 1, where the antimeridian and the poles are places like any other.</summary>
    internal UnitVector ToVector()
    {
        var (latitude, longitude) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(Longitude));
        return new UnitVector(Math.Cos(latitude) * Math.Cos(longitude), Math.Cos(latitude) * Math.Sin(longitude), Math.Sin(latitude));
    }

    /// <summary>The great-circle distance in km.</summary>
    public double DistanceKm(GeoPoint other) => UnitVector.ArcKm(ToVector().ChordSquared(other.ToVector()));
}
