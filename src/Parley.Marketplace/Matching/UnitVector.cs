namespace Parley.Marketplace.Matching;

/// <summary>
/// A point on the sphere of radius 1. Whether two points are within a great-circle distance is whether the straight line between them (the
/// chord) is short enough, so a database needs no trigonometry to ask it.
/// </summary>
internal readonly record struct UnitVector(double X, double Y, double Z)
{
    /// <summary>The square of the chord between two points, 0 to 4.</summary>
    public double ChordSquared(UnitVector other)
    {
        var (x, y, z) = (X - other.X, Y - other.Y, Z - other.Z);
        return (x * x) + (y * y) + (z * z);
    }

    /// <summary>The chord below an arc of so many km.</summary>
    public static double Chord(double arcKm) => 2 * Math.Sin(Math.Min(arcKm / GeoPoint.EarthKm, Math.PI) / 2);

    /// <summary>The arc in km over a chord.</summary>
    public static double ArcKm(double chordSquared) => 2 * GeoPoint.EarthKm * Math.Asin(Math.Min(1, Math.Sqrt(chordSquared) / 2));
}
