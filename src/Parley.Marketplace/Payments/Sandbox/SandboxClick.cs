using System.Globalization;
using System.Text;
using Parley.Primitives;

namespace Parley.Marketplace.Payments.Sandbox;

/// <summary>A click on the sandbox's page, as its form carries it: signed when the page was made, so the form itself is the token that nobody can forge.</summary>
/// <param name="Payment">Which payment.</param>
/// <param name="Outcome">What was clicked.</param>
/// <param name="Amount">How much.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ExpiresAt">Until when it is taken, Unix seconds.</param>
public sealed record SandboxClick(PaymentId Payment, SandboxOutcome Outcome, Amount Amount, string Currency, long ExpiresAt)
{
    private const int LongestBody = 1024;

    /// <summary>The fields of the form, without the signature.</summary>
    public IEnumerable<(string Name, string Value)> Fields =>
    [
        ("payment", Payment.ToString()),
        ("outcome", Outcome == SandboxOutcome.Paid ? "paid" : "failed"),
        ("amount", Amount.Cents.ToString(CultureInfo.InvariantCulture)),
        ("currency", Currency),
        ("expires", ExpiresAt.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>Reads a form (<c>application/x-www-form-urlencoded</c>) that claims to be a click.</summary>
    /// <param name="signature">What it claims to be signed with.</param>
    /// <returns>The click, or null when the form is not ours at all.</returns>
    public static SandboxClick? TryRead(ReadOnlySpan<byte> form, out string signature)
    {
        signature = "";
        if (form.Length > LongestBody || !Ascii.IsValid(form))
            return null;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Encoding.ASCII.GetString(form).Split('&'))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || !fields.TryAdd(pair[..at], Uri.UnescapeDataString(pair[(at + 1)..])))
                return null;
        }

        signature = fields.GetValueOrDefault("signature", "");
        if (!TryNumber("payment", out var payment) || payment > PublicId.MaxValue || !TryNumber("amount", out var cents) || cents > Parley.Marketplace.Amount.MaxCents)
            return null;
        if (!TryNumber("expires", out var expires) || !fields.TryGetValue("currency", out var currency))
            return null;
        SandboxOutcome? outcome = fields.GetValueOrDefault("outcome") switch { "paid" => SandboxOutcome.Paid, "failed" => SandboxOutcome.Failed, _ => null };
        return outcome is { } clicked ? new SandboxClick(new PaymentId(payment), clicked, new Amount(cents), currency, expires) : null;

        bool TryNumber(string name, out long value) =>
            long.TryParse(fields.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
