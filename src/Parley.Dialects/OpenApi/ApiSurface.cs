using System.Text.Json.Serialization.Metadata;

namespace Parley.Dialects.OpenApi;

/// <summary>A part of the API: what its paths begin with, and the form of its errors. Each surface adds its own to the services.</summary>
/// <param name="Name">As the description groups by it.</param>
/// <param name="About">What it is, in a sentence.</param>
/// <param name="Error">The contract that writes its refusals.</param>
/// <param name="Prefixes">What its paths begin with; of several that fit a path the longest counts.</param>
public sealed record ApiSurface(string Name, string About, JsonTypeInfo? Error, params IReadOnlyList<string> Prefixes)
{
    /// <summary>Whose a path is.</summary>
    public static ApiSurface Of(IEnumerable<ApiSurface> surfaces, string path) => surfaces.MaxBy(surface => surface.FitOf(path))!;

    private int FitOf(string path) => Prefixes
        .Where(prefix => path.StartsWith(prefix, StringComparison.Ordinal) && (prefix.Length == path.Length || prefix.EndsWith('/') || path[prefix.Length] == '/'))
        .Select(prefix => prefix.Length)
        .DefaultIfEmpty(-1)
        .Max();
}
