using Parley.Accounts;
using Parley.Marketplace.Matching;
using Parley.Primitives;

namespace Parley.Marketplace;

/// <summary>Where something is done: a point, an address, or both.</summary>
/// <param name="Point">On the globe, where known.</param>
/// <param name="Address">As a person writes it, up to 500 characters.</param>
public sealed record Place(GeoPoint? Point, string? Address)
{
    internal const int LongestAddress = 500;

    /// <summary>Why it can't be kept, or null.</summary>
    internal static Refusal? Judge(Place? place, string field)
    {
        if (place is null)
            return null;
        if (place is { Point: null, Address: null } || place.Point is { IsValid: false })
            return FieldRules.Invalid(field);
        return place.Address is { } address && !FieldRules.IsPlainLine(address, LongestAddress) ? FieldRules.Invalid(field, LongestAddress) : null;
    }
}
