using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Marketplace.Payments.Sandbox;

/// <summary>Signs the sandbox's links and clicks and knows its own again: HMAC-SHA-256 over all that they say. Thread-safe.</summary>
/// <param name="key">32 bytes, of this purpose alone.</param>
public sealed class SandboxSigner(byte[] key, TimeProvider clock)
{
    /// <summary>The signature of a link to a payment's page.</summary>
    public string SignPage(PaymentId payment, long expiresAt) => Sign($"page\n{payment}\n{expiresAt}");

    /// <summary>Whether a link is one of ours and has not expired.</summary>
    public bool VerifyPage(PaymentId payment, long expiresAt, string signature) => Verify(SignPage(payment, expiresAt), expiresAt, signature);

    /// <summary>The signature of a click.</summary>
    public string SignClick(SandboxClick click) => Sign("click\n" + string.Join('\n', click.Fields.Select(field => field.Value)));

    /// <summary>Whether a click is from a page of ours and has not expired.</summary>
    public bool VerifyClick(SandboxClick click, string signature) => Verify(SignClick(click), click.ExpiresAt, signature);

    private bool Verify(string own, long expiresAt, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(own), Encoding.UTF8.GetBytes(signature))
        && expiresAt > clock.GetUtcNow().ToUnixTimeSeconds();

    private string Sign(FormattableString text) => Sign(FormattableString.Invariant(text));

    private string Sign(string text) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("parley sandbox 1\n" + text)));
}
