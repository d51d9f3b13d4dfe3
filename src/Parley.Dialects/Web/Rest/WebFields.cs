using System.Text.Json;
using Parley.Accounts;
using Parley.Dialects.Json;
using Parley.Primitives;

namespace Parley.Dialects.Web.Rest;

/// <summary>Reads fields of which it must be known whether they are absent or null. False: of a wrong type.</summary>
internal static class WebFields
{
    public static bool TryText(JsonElement element, out Change<string> change)
    {
        var text = element.ValueKind == JsonValueKind.String ? TextOf(element) : null;
        change = new Change<string>(element.ValueKind != JsonValueKind.Undefined, text);
        return element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || text is not null;
    }

    /// <summary>An id; 0 where it can name nothing, null also for a form's empty field.</summary>
    public static bool TryId(JsonElement element, EntityKind kind, out Change<long?> change)
    {
        change = new Change<long?>(true, null);
        if (element.ValueKind == JsonValueKind.String && TextOf(element) is "")
            return true;
        long? id = element.ValueKind switch
        {
            JsonValueKind.Number => element.TryGetInt64(out var number) && number is > 0 and <= PublicId.MaxValue ? number : 0,
            JsonValueKind.String => TextOf(element) is { } text ? WireId.Parse(text).Of(kind) : 0,
            _ => null,
        };
        change = new Change<long?>(element.ValueKind != JsonValueKind.Undefined, id);
        return id is not null || element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
    }

    /// <summary>True or false, also as the 1 and 0 of the document's tables.</summary>
    public static bool TryFlag(JsonElement element, out bool? flag)
    {
        flag = element.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when element.TryGetInt32(out var number) && number is 0 or 1 => element.GetInt32() == 1,
            _ => null,
        };
        return flag is not null || element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
    }

    public static bool TryNumber(JsonElement element, out Change<int?> change)
    {
        int? value = element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) ? number : null;
        change = new Change<int?>(element.ValueKind != JsonValueKind.Undefined, value);
        return value is not null || element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
    }

    /// <summary>The text of a string; null where it is none that can be kept.</summary>
    public static string? TextOf(JsonElement element)
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
