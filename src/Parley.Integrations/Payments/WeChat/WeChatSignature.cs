using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Integrations.Payments.WeChat;

/// <summary>Signatures of WeChat Pay APIv3 ("签名生成", "签名验证"): SHA256 with RSA, PKCS #1 v1.5, over lines that each end with a line feed.</summary>
internal static class WeChatSignature
{
    /// <summary>The scheme of the Authorization header.</summary>
    public const string Scheme = "WECHATPAY2-SHA256-RSA2048";

    /// <summary>What follows the scheme in the Authorization header of a request.</summary>
    /// <param name="target">Path and query.</param>
    public static string Authorize(WeChatPayOptions options, string method, string target, string body, long timestamp, string nonce)
    {
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(options.PrivateKey, out _);
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{method}\n{target}\n{timestamp}\n{nonce}\n{body}\n"));
        var signature = Convert.ToBase64String(rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"mchid=\"{options.MchId}\",nonce_str=\"{nonce}\",signature=\"{signature}\",timestamp=\"{timestamp}\",serial_no=\"{options.CertificateSerial}\"");
    }

    /// <summary>Whether WeChat Pay signed a body (an answer's or a callback's).</summary>
    /// <param name="publicKey">SubjectPublicKeyInfo.</param>
    public static bool Verify(byte[] publicKey, string timestamp, string nonce, ReadOnlySpan<byte> body, string signature)
    {
        var bytes = new byte[signature.Length];
        if (!Convert.TryFromBase64String(signature, bytes, out var length))
            return false;
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n"), .. body, (byte)'\n'];
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        return rsa.VerifyData(signed, bytes.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
