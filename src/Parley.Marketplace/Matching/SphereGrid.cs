namespace Parley.Marketplace.Matching;

/// <summary>
/// Cells by which services are found near a point: little cubes that the unit sphere passes through, numbered by their corner. No cell is
/// cut by the antimeridian or shrinks towards a pole. Two sizes, so that few cells cover a search, whatever its radius.
/// <code>
///  21 bits x   21 bits y   21 bits z     each floor((coordinate + 1) / edge)
/// </code>
/// The edges are part of what is stored: never change them without writing all cells anew.
/// </summary>
internal sealed class SphereGrid
{
    private const int Bits = 21;
    private readonly double _edge;

    private SphereGrid(double edgeKm) => _edge = edgeKm / GeoPoint.EarthKm;

    /// <summary>Cubes of 4 km, for searches up to <see cref="FineUpToKm"/>.</summary>
    public static SphereGrid Fine { get; } = new(4);

    /// <summary>Cubes of 50 km, for those beyond.</summary>
    public static SphereGrid Coarse { get; } = new(50);

    /// <summary>The largest radius for which the fine cells are used: beyond it there would be too many.</summary>
    public const double FineUpToKm = 20;

    /// <summary>The cell of a point.</summary>
    public long CellOf(UnitVector point) => Key(Index(point.X), Index(point.Y), Index(point.Z));

    /// <summary>Every cell that a point within the distance may be in, and few others.</summary>
    public IReadOnlyList<long> Cover(UnitVector center, double radiusKm)
    {
        // A hair more than the chord: a point on the very edge may fall either way when it is rounded.
        var reach = UnitVector.Chord(radiusKm) + 1e-9;
        var cells = new List<long>();
        for (var x = Index(center.X - reach); x <= Index(center.X + reach); x++)
        {
            for (var y = Index(center.Y - reach); y <= Index(center.Y + reach); y++)
            {
                for (var z = Index(center.Z - reach); z <= Index(center.Z + reach); z++)
                {
                    if (IsTouched(x, y, z, center, reach))
                        cells.Add(Key(x, y, z));
                }
            }
        }

        return cells;
    }

    private static long Key(long x, long y, long z) => (((x << Bits) | y) << Bits) | z;

    private long Index(double coordinate) => (long)Math.Floor((Math.Clamp(coordinate, -1, 1) + 1) / _edge);

    // Both the sphere and the ball around the center pass through the cube.
    private bool IsTouched(long x, long y, long z, UnitVector center, double reach)
    {
        var (ax, ay, az) = (Span(x, 0), Span(y, 0), Span(z, 0));
        var (cx, cy, cz) = (Span(x, center.X), Span(y, center.Y), Span(z, center.Z));
        var nearest = ax.Near + ay.Near + az.Near;
        var farthest = ax.Far + ay.Far + az.Far;
        return nearest <= 1 + 1e-9 && farthest >= 1 - 1e-9 && cx.Near + cy.Near + cz.Near <= reach * reach;
    }

    // The squared distances along one axis from a coordinate to the nearest and the farthest of a cell's span.
    private (double Near, double Far) Span(long index, double from)
    {
        var low = (index * _edge) - 1;
        var high = low + _edge;
        var near = from < low ? low - from : from > high ? from - high : 0;
        var far = Math.Max(Math.Abs(low - from), Math.Abs(high - from));
        return (near * near, far * far);
    }
}
