using System.Text.Json;
using Parley.Accounts;
using Parley.Messages;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Dialects.Market.Accounts;

/// <summary>Reads a tenant's patch: absent leaves, null clears, anything else must be of the field's type.</summary>
internal static class TenantPatchReading
{
    public static Outcome<TenantPatch> ToPatch(this TenantPatchBody body)
    {
        if (body.Status is not (null or "active" or "suspended"))
            return FieldRules.Invalid("status");
        if (body.Settings.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
            return FieldRules.Invalid("settings");
        if (!TryPolicy(body.ContactPolicy, out var policy))
            return FieldRules.Invalid("contactPolicy");
        return new TenantPatch
        {
            Name = body.Name,
            Subdomain = body.Subdomain,
            PlanType = body.PlanType,
            IsActive = body.Status is null ? null : body.Status == "active",
            ContactPolicy = policy,
            Settings = body.Settings.ValueKind switch
            {
                JsonValueKind.Undefined => default,
                JsonValueKind.Null => new Change<string>(true, null),
                _ => new Change<string>(true, body.Settings.GetRawText()),
            },
        };
    }

    private static bool TryPolicy(JsonElement element, out Change<ContactPolicy?> change)
    {
        change = new(element.ValueKind != JsonValueKind.Undefined, null);
        if (element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return true;
        ContactPolicy? policy = element.ValueKind != JsonValueKind.String ? null : element.GetRawText() switch
        {
            "\"open\"" => ContactPolicy.Open,
            "\"firstContact\"" => ContactPolicy.FirstContact,
            "\"friends\"" => ContactPolicy.Friends,
            _ => null,
        };
        change = new(true, policy);
        return policy is not null;
    }
}
