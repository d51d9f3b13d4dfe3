using System.Text.Json;

namespace Parley.Push;

/// <summary>What a person's preferences say of mail: <c>{"email": {"orders": true, "messages": true}, "locale": "en"}</c>.</summary>
/// <param name="Orders">Whether it wants to hear of its orders.</param>
/// <param name="Messages">Whether it wants to hear of messages that it has not read, when it is away.</param>
/// <param name="IsEnglish">Whether in English; else in Chinese.</param>
public sealed record MailPreferences(bool Orders, bool Messages, bool IsEnglish)
{
    /// <summary>The key of <see cref="Messages"/>, as a text that says yes has it somewhere.</summary>
    public const string MessagesKey = "messages";

    private static readonly MailPreferences None = new(false, false, false);

    /// <summary>Reads them; whatever is not there or not of the form means no.</summary>
    public static MailPreferences Read(string preferences)
    {
        try
        {
            using var document = JsonDocument.Parse(preferences);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return None;
            var hasMail = root.TryGetProperty("email", out var email) && email.ValueKind == JsonValueKind.Object;
            var isEnglish = root.TryGetProperty("locale", out var locale)
                && locale.ValueKind == JsonValueKind.String
                && locale.GetString()!.StartsWith("en", StringComparison.OrdinalIgnoreCase);
            return new MailPreferences(hasMail && IsTrue(email, "orders"), hasMail && IsTrue(email, MessagesKey), isEnglish);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException) // an escaped half of a surrogate pair, in a key or a value
        {
            return None;
        }
    }

    private static bool IsTrue(JsonElement of, string key) => of.TryGetProperty(key, out var wanted) && wanted.ValueKind == JsonValueKind.True;
}
