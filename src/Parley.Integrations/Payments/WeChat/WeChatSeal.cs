using System.Security.Cryptography;
using System.Text;

namespace Parley.Integrations.Payments.WeChat;

/// <summary>What WeChat Pay seals with the APIv3 key: AEAD_AES_256_GCM, the tag behind the ciphertext ("证书和回调报文解密").</summary>
internal static class WeChatSeal
{
    private const int TagLength = 16;
    private const int NonceLength = 12;

    /// <summary>The plain bytes, or null when it is not sealed with this key.</summary>
    public static byte[]? Open(byte[] key, SealedRecord sealedRecord)
    {
        var (nonce, associated) = (Encoding.UTF8.GetBytes(sealedRecord.Nonce ?? ""), Encoding.UTF8.GetBytes(sealedRecord.AssociatedData ?? ""));
        var text = sealedRecord.Ciphertext ?? "";
        var bytes = new byte[text.Length];
        if (sealedRecord.Algorithm != "AEAD_AES_256_GCM" || nonce.Length != NonceLength || !Convert.TryFromBase64String(text, bytes, out var length) || length < TagLength)
            return null;
        var plain = new byte[length - TagLength];
        try
        {
            using var aes = new AesGcm(key, TagLength);
            aes.Decrypt(nonce, bytes.AsSpan(0, plain.Length), bytes.AsSpan(plain.Length, TagLength), plain, associated);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
