using System.Security.Cryptography;
using System.Text;
using Parley.Integrations.Payments.WeChat;

namespace Parley.Integrations.Tests.WeChat;

/// <summary>What WeChat Pay seals with the APIv3 key.</summary>
public sealed class WeChatSealTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private static readonly SealedRecord Good = Seal("{\"trade_state\":\"SUCCESS\"}");

    [Fact]
    public void It_opens_with_the_key() => Assert.Equal("{\"trade_state\":\"SUCCESS\"}", Encoding.UTF8.GetString(WeChatSeal.Open(Key, Good)!));

    [Fact]
    public void With_another_key_it_does_not() => Assert.Null(WeChatSeal.Open(new byte[32], Good));

    [Fact]
    public void Nor_when_anything_of_it_was_changed()
    {
        var bytes = Convert.FromBase64String(Good.Ciphertext!);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.Null(WeChatSeal.Open(Key, Good with { Ciphertext = Convert.ToBase64String(bytes) }));
            bytes[i] ^= 1;
        }

        Assert.Null(WeChatSeal.Open(Key, Good with { AssociatedData = "refund" }));
        Assert.Null(WeChatSeal.Open(Key, Good with { AssociatedData = null }));
        Assert.Null(WeChatSeal.Open(Key, Good with { Nonce = "012345678901"[..11] }));
        Assert.Null(WeChatSeal.Open(Key, Good with { Nonce = null }));
        Assert.Null(WeChatSeal.Open(Key, Good with { Algorithm = "AES" }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("%%%%")]
    [InlineData("一二三四")]
    public void What_is_no_seal_opens_to_nothing(string? text) => Assert.Null(WeChatSeal.Open(Key, Good with { Ciphertext = text }));

    private static SealedRecord Seal(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var (bytes, tag) = (new byte[plain.Length], new byte[16]);
        using var aes = new AesGcm(Key, 16);
        aes.Encrypt("abcdefghijkl"u8, plain, bytes, tag, "transaction"u8);
        return new SealedRecord("AEAD_AES_256_GCM", "abcdefghijkl", "transaction", Convert.ToBase64String([.. bytes, .. tag]));
    }
}
