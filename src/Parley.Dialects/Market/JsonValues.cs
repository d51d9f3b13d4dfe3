using System.Text.Json;
using Parley.Accounts;
using Parley.Marketplace;
using Parley.Marketplace.Matching;

namespace Parley.Dialects.Market;

/// <summary>Values of a body that is kept as it was sent. Absent is not set, null is set to nothing; false: of another type.</summary>
internal static class JsonValues
{
    public static bool TryText(JsonElement element, out Change<string> change)
    {
        var text = element.ValueKind == JsonValueKind.String ? TextOf(element) : null;
        change = new Change<string>(element.ValueKind != JsonValueKind.Undefined, text);
        return IsNothing(element) || text is not null;
    }

    public static bool TryDecimal(JsonElement element, out Change<decimal?> change)
    {
        decimal number = 0;
        var isNumber = element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out number);
        change = new Change<decimal?>(element.ValueKind != JsonValueKind.Undefined, isNumber ? number : null);
        return IsNothing(element) || isNumber;
    }

    public static bool TryTexts(JsonElement element, out Change<IReadOnlyList<string>> change)
    {
        change = new(element.ValueKind != JsonValueKind.Undefined, null);
        if (IsNothing(element))
            return true;
        if (element.ValueKind != JsonValueKind.Array)
            return false;
        var texts = new List<string>();
        foreach (var item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || TextOf(item) is not { } text)
                return false;
            texts.Add(text);
        }

        change = new(true, texts);
        return true;
    }

    /// <summary>A place: <c>{lat, lng, address}</c>, of which either part may be missing, or the address alone as a text.</summary>
    public static bool TryPlace(JsonElement element, out Place? place)
    {
        place = null;
        if (IsNothing(element))
            return true;
        if (element.ValueKind == JsonValueKind.String)
            return TextOf(element) is { } line && (place = new Place(null, line)) is not null;
        if (element.ValueKind != JsonValueKind.Object)
            return false;
        var (lat, lng) = (Find(element, "lat"), Find(element, "lng"));
        if (!TryText(Find(element, "address"), out var address) || IsNothing(lat) != IsNothing(lng))
            return false;
        if (IsNothing(lat))
            return (place = new Place(null, address.Value)) is not null;
        if (lat.ValueKind != JsonValueKind.Number || lng.ValueKind != JsonValueKind.Number || !lat.TryGetDouble(out var latitude) || !lng.TryGetDouble(out var longitude))
            return false;
        place = new Place(new GeoPoint(latitude, longitude), address.Value);
        return true;
    }

    private static JsonElement Find(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : default;

    private static bool IsNothing(JsonElement element) => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException) // an escaped half of a surrogate pair
        {
            return null;
        }
    }
}
