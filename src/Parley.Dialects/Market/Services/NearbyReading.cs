using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Marketplace;
using Parley.Marketplace.Matching;

namespace Parley.Dialects.Market.Services;

/// <summary>Reads what is looked for around which point: the request's, else the one in the caller's profile.</summary>
internal sealed class NearbyReading(Profiles profiles, MarketplaceOptions options)
{
    private const int LongestCategory = 100;

    /// <summary>The query, or the answer that says what is wrong with it.</summary>
    public async Task<(NearbyQuery? Query, IResult? Refusal)> ReadAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (!TryDouble(query, "lat", out var lat) || (lat is null && query.ContainsKey("lng")))
            return Refuse("lat");
        if (!TryDouble(query, "lng", out var lng) || lat is null != lng is null)
            return Refuse("lng");
        if (!TryDouble(query, "radius", out var radius) || radius <= 0) // a circle without an inside is a mistake
            return Refuse("radius", (long)Nearby.LargestRadiusKm);
        if (!TryAmount(query, "minPrice", out var low))
            return Refuse("minPrice");
        if (!TryAmount(query, "maxPrice", out var high))
            return Refuse("maxPrice");
        if (!TryDouble(query, "minRating", out var rating))
            return Refuse("minRating", 5);
        if (!Paginations.TryNumber(context, "limit", 20, out var limit))
            return Refuse("limit", 100);
        if (ServiceWords.SortOf(query["sort"]) is not { } sort)
            return Refuse("sort");
        if (!TryCategory(context, out var category))
            return Refuse("category", LongestCategory);
        if ((lat is { } y && lng is { } x ? new GeoPoint(y, x) : await StoredAsync(context)) is not { } center)
            return (null, EdgeFault.MissingField.ToResult("lat"));
        return (new NearbyQuery
        {
            Center = center,
            RadiusKm = radius ?? options.DefaultRadiusKm,
            Category = category,
            MinPrice = low,
            MaxPrice = high,
            MinRating = rating,
            Sort = sort,
            Limit = limit,
        }, null);
    }

    /// <summary>The query's <c>category</c>, if it has one; false for what can't be one.</summary>
    public static bool TryCategory(HttpContext context, out string? category)
    {
        category = context.Request.Query["category"].ToString() is { Length: > 0 } text ? text : null;
        return category is null || FieldRules.IsLine(category, LongestCategory);
    }

    /// <summary>Where the caller's profile says that it is.</summary>
    public async Task<GeoPoint?> StoredAsync(HttpContext context)
    {
        var caller = context.Caller();
        var profile = await profiles.ReadAsync(caller.TenantId, caller.Id, context.RequestAborted);
        return profile is { IsOk: true, Value: { Latitude: { } lat, Longitude: { } lng } } ? new GeoPoint(lat, lng) : null;
    }

    /// <summary>A number of the query; null where it has none, false for what is none.</summary>
    public static bool TryDouble(IQueryCollection query, string name, out double? value)
    {
        value = null;
        if (query[name].ToString() is not { Length: > 0 } text)
            return true;
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
        value = number;
        return isNumber;
    }

    private static bool TryAmount(IQueryCollection query, string name, out Amount? amount)
    {
        amount = null;
        if (query[name].ToString() is not { Length: > 0 } text)
            return true;
        amount = decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? Amount.TryFrom(number)
            : null;
        return amount is not null;
    }

    private static (NearbyQuery?, IResult?) Refuse(string field, long? limit = null) => (null, FieldRules.Invalid(field, limit).ToResult());
}
