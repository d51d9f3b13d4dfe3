using System.Text.Json;
using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Dialects.Market.Accounts;

/// <summary>Reads a profile's patch: absent leaves, null clears, anything else must be of the field's type.</summary>
internal static class PatchReading
{
    public static Outcome<ProfilePatch> ToPatch(this PatchBody body)
    {
        if (!TryText(body.DisplayName, out var displayName) || displayName is { IsSet: true, Value: null })
            return FieldRules.Invalid("displayName");
        if (!TryText(body.RealName, out var realName))
            return FieldRules.Invalid("realName");
        if (!TryText(body.AvatarUrl, out var avatarUrl))
            return FieldRules.Invalid("avatarUrl");
        if (!TryText(body.Phone, out var phone))
            return FieldRules.Invalid("phone");
        if (!TryText(body.Email, out var email))
            return FieldRules.Invalid("email");
        if (!TryLocation(body.Location, out var location))
            return FieldRules.Invalid("location");
        if (body.Preferences.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
            return FieldRules.Invalid("preferences");
        return new ProfilePatch
        {
            DisplayName = displayName,
            RealName = realName,
            AvatarUrl = avatarUrl,
            Phone = phone,
            Email = email,
            Location = location,
            Preferences = body.Preferences.ValueKind switch
            {
                JsonValueKind.Undefined => default(Change<string>),
                JsonValueKind.Null => new Change<string>(true, null),
                _ => body.Preferences.GetRawText(),
            },
        };
    }

    private static bool TryText(JsonElement element, out Change<string> change)
    {
        var text = element.ValueKind == JsonValueKind.String ? TextOf(element) : null;
        change = new Change<string>(element.ValueKind != JsonValueKind.Undefined, text);
        return element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || text is not null;
    }

    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException) // An escaped half of a surrogate pair.
        {
            return null;
        }
    }

    private static bool TryLocation(JsonElement element, out Change<(double Latitude, double Longitude)?> change)
    {
        change = default;
        switch (element.ValueKind)
        {
            case JsonValueKind.Undefined:
                return true;
            case JsonValueKind.Null:
                change = new(true, null);
                return true;
            case JsonValueKind.Object when TryDegrees(element, "lat", out var lat) && TryDegrees(element, "lng", out var lng):
                change = new(true, (lat, lng));
                return true;
            default:
                return false;
        }
    }

    private static bool TryDegrees(JsonElement element, string name, out double degrees)
    {
        degrees = 0;
        return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out degrees) && double.IsFinite(degrees);
    }
}
