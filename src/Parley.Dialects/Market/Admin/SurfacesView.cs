namespace Parley.Dialects.Market.Admin;

/// <summary>Connections by surface.</summary>
internal sealed record SurfacesView(int Im, int Social, int Rooms, int Web, int Market)
{
    public static SurfacesView Of(IReadOnlyDictionary<string, int> surfaces) => new(
        surfaces.GetValueOrDefault("im"),
        surfaces.GetValueOrDefault("social"),
        surfaces.GetValueOrDefault("rooms"),
        surfaces.GetValueOrDefault("web"),
        surfaces.GetValueOrDefault("market"));
}
