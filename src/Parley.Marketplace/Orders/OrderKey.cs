using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Marketplace.Orders;

/// <summary>The customer's own key of an order: asked for twice, it is made once.</summary>
/// <param name="Text">1 to 64 characters.</param>
/// <param name="Fingerprint">16 bytes over what was asked for.</param>
public sealed record OrderKey(string Text, byte[] Fingerprint)
{
    private const int Longest = 64;

    /// <summary>The key of a draft; none where it names none.</summary>
    internal static OrderKey? Of(OrderDraft draft) => draft.ClientId is { } text ? new OrderKey(text, FingerprintOf(draft)) : null;

    internal static Refusal? Judge(string? text) => text is not null && !FieldRules.IsLine(text, Longest) ? FieldRules.Invalid("clientId", Longest) : null;

    private static byte[] FingerprintOf(OrderDraft draft)
    {
        var (text, place) = (new StringBuilder(), draft.CustomerPlace);
        object?[] parts =
        [
            draft.ServiceId.Value, draft.ConversationId.Value, draft.TotalAmount, draft.ScheduledAt, draft.Details, draft.Notes,
            place?.Address, place?.Point?.Latitude, place?.Point?.Longitude,
        ];
        foreach (var part in parts)
        {
            var written = Convert.ToString(part, CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{written?.Length ?? -1}:{written}"); // lengths, so that no two drafts run together
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..16];
    }
}
