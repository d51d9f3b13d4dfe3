using System.Text.Json;

namespace Parley.Integrations.Mail;

/// <summary>What a person's preferences say of mail: <c>{"email": {"orders": true}, "locale": "en"}</c>.</summary>
/// <param name="Orders">Whether it wants to hear of its orders.</param>
/// <param name="IsEnglish">Whether in English; else in Chinese.</param>
internal sealed record MailPreferences(bool Orders, bool IsEnglish)
{
    /// <summary>Reads them; whatever is not there or not of the form means no.</summary>
    public static MailPreferences Read(string preferences)
    {
        using var document = JsonDocument.Parse(preferences);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            return new MailPreferences(false, false);
        var orders = root.TryGetProperty("email", out var email)
            && email.ValueKind == JsonValueKind.Object
            && email.TryGetProperty("orders", out var wanted)
            && wanted.ValueKind == JsonValueKind.True;
        var isEnglish = root.TryGetProperty("locale", out var locale)
            && locale.ValueKind == JsonValueKind.String
            && locale.GetString()!.StartsWith("en", StringComparison.OrdinalIgnoreCase);
        return new MailPreferences(orders, isEnglish);
    }
}
