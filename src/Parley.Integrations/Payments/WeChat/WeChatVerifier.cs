using System.Globalization;

namespace Parley.Integrations.Payments.WeChat;

/// <summary>Knows what WeChat Pay signed: answers and callbacks carry the same four headers.</summary>
internal sealed class WeChatVerifier(IPlatformKeys keys, TimeProvider clock)
{
    public const string SerialHeader = "Wechatpay-Serial";
    public const string NonceHeader = "Wechatpay-Nonce";
    public const string TimestampHeader = "Wechatpay-Timestamp";
    private const string SignatureHeader = "Wechatpay-Signature";

    /// <summary>Signatures of another time are not believed: five minutes, as WeChat Pay advises.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Whether WeChat Pay signed a body just now.</summary>
    public async ValueTask<bool> IsSignedAsync(Func<string, string?> header, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return header(SerialHeader) is { Length: > 0 and <= 64 } serial && IsNow(header, now) // before any key is looked for
            && await keys.FindAsync(serial, cancel) is { } key && IsSigned(key, header, body.Span, now);
    }

    /// <summary>Whether the owner of a key signed a body just now.</summary>
    public static bool IsSigned(byte[] key, Func<string, string?> header, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        header(SignatureHeader) is { Length: > 0 and <= 1024 } signature && header(NonceHeader) is { Length: > 0 and <= 64 } nonce
        && IsNow(header, now) && WeChatSignature.Verify(key, header(TimestampHeader)!, nonce, body, signature);

    private static bool IsNow(Func<string, string?> header, DateTimeOffset now) =>
        long.TryParse(header(TimestampHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && Math.Abs(at - now.ToUnixTimeSeconds()) <= (long)Window.TotalSeconds;
}
