using System.Text.Json;
using Parley.Accounts;
using Parley.Marketplace.Services;
using Parley.Primitives;

namespace Parley.Dialects.Market.Services;

/// <summary>Reads a service from its body: absent leaves, null clears, anything else must be of the field's type.</summary>
internal static class ServiceReading
{
    public static Outcome<ServicePatch> ToPatch(this ServiceBody body)
    {
        if (!JsonValues.TryText(body.Name, out var name))
            return FieldRules.Invalid("name");
        if (!JsonValues.TryText(body.Description, out var description))
            return FieldRules.Invalid("description");
        if (!JsonValues.TryText(body.Category, out var category))
            return FieldRules.Invalid("category");
        if (!JsonValues.TryText(body.Subcategory, out var subcategory))
            return FieldRules.Invalid("subcategory");
        if (!JsonValues.TryDecimal(body.Price, out var price))
            return FieldRules.Invalid("price");
        if (!JsonValues.TryText(body.Currency, out var currency))
            return FieldRules.Invalid("currency");
        if (!JsonValues.TryPlace(body.Location, out var place) || (body.Location.ValueKind == JsonValueKind.Object && place?.Point is null))
            return FieldRules.Invalid("location");
        if (!JsonValues.TryText(body.Address, out var address))
            return FieldRules.Invalid("address");
        if (!TryStatus(body.Status, out var status))
            return FieldRules.Invalid("status");
        if (!JsonValues.TryTexts(body.Images, out var images))
            return FieldRules.Invalid("images");
        if (!JsonValues.TryTexts(body.Tags, out var tags))
            return FieldRules.Invalid("tags");
        return new ServicePatch
        {
            Name = name,
            Description = description,
            Category = category,
            Subcategory = subcategory,
            Price = price,
            Currency = currency,
            Location = new(body.Location.ValueKind != JsonValueKind.Undefined, place?.Point),
            Address = address.IsSet || place?.Address is null ? address : new(true, place.Address), // in the location, as the answers have it, or beside it
            Status = status,
            Images = images,
            Tags = tags,
        };
    }

    private static bool TryStatus(JsonElement element, out ServiceStatus? status)
    {
        status = null;
        if (element.ValueKind is JsonValueKind.Undefined)
            return true;
        status = element.ValueKind == JsonValueKind.String && JsonValues.TryText(element, out var word) ? ServiceWords.StatusOf(word.Value) : null;
        return status is not null;
    }
}
