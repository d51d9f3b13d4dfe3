using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Parley.Integrations.Payments.WeChat;

namespace Parley.Integrations.Tests.WeChat;

/// <summary>WeChat Pay APIv3: what we sign, and what we believe.</summary>
public sealed partial class WeChatSigningTests
{
    private static readonly RSA Merchant = RSA.Create(2048);
    private static readonly RSA Platform = RSA.Create(2048);
    private static readonly byte[] Body = "{\"id\":\"通知\"}"u8.ToArray();

    private readonly StillClock _clock = new();

    [Fact]
    public void A_request_is_signed_over_method_target_time_nonce_and_body()
    {
        var options = new WeChatPayOptions
        {
            MchId = "1900000001",
            AppId = "wx1",
            CertificateSerial = "ABC",
            PrivateKey = Merchant.ExportPkcs8PrivateKey(),
            ApiKey = new byte[32],
            NotifyUrl = "https://shop.example/",
        };
        var said = Field().Matches(WeChatSignature.Authorize(options, "POST", "/v3/pay?x=1", "{\"a\":\"一\"}", 1_790_000_000, "N0NCE")).ToDictionary(one => one.Groups["name"].Value, one => one.Groups["value"].Value);
        Assert.Equal(("1900000001", "N0NCE", "1790000000", "ABC"), (said["mchid"], said["nonce_str"], said["timestamp"], said["serial_no"]));
        var signed = Encoding.UTF8.GetBytes("POST\n/v3/pay?x=1\n1790000000\nN0NCE\n{\"a\":\"一\"}\n");
        Assert.True(Merchant.VerifyData(signed, Convert.FromBase64String(said["signature"]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task What_WeChat_Pay_signed_just_now_is_believed() => Assert.True(await IsBelievedAsync(Signed()));

    [Theory]
    [InlineData("Wechatpay-Nonce", "another")]
    [InlineData("Wechatpay-Nonce", "")]
    [InlineData("Wechatpay-Timestamp", "1790000001")]
    [InlineData("Wechatpay-Timestamp", "-1")]
    [InlineData("Wechatpay-Timestamp", "now")]
    [InlineData("Wechatpay-Serial", "PUB_KEY_ID_2")]
    [InlineData("Wechatpay-Serial", null)]
    [InlineData("Wechatpay-Signature", "not base64!")]
    [InlineData("Wechatpay-Signature", "QUFBQQ==")]
    [InlineData("Wechatpay-Signature", null)]
    public async Task A_changed_header_is_not(string header, string? value)
    {
        var headers = Signed();
        headers[header] = value;
        Assert.False(await IsBelievedAsync(headers));
    }

    [Fact]
    public async Task A_changed_body_is_not()
    {
        var verifier = Verifier();
        Assert.False(await verifier.IsSignedAsync(Signed().GetValueOrDefault, "{}"u8.ToArray(), default));
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public async Task Five_minutes_long_and_no_longer(int seconds, bool isBelieved)
    {
        var headers = Signed();
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(isBelieved, await IsBelievedAsync(headers));
    }

    [Fact]
    public void A_nonce_is_known_as_long_as_its_signature_would_be_believed()
    {
        var seen = new SeenNonces(_clock);
        seen.Add("a");
        _clock.Advance(WeChatVerifier.Window);
        seen.Add("b");
        Assert.True(seen.Contains("a"));
        _clock.Advance(WeChatVerifier.Window + TimeSpan.FromSeconds(1));
        seen.Add("c");
        Assert.Equal((false, true, true), (seen.Contains("a"), seen.Contains("b"), seen.Contains("c")));
    }

    private static Dictionary<string, string?> Signed()
    {
        var (time, nonce) = ("1790000000", "N0NCE");
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{time}\n{nonce}\n"), .. Body, (byte)'\n'];
        return new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Wechatpay-Serial"] = "PUB_KEY_ID_1",
            ["Wechatpay-Timestamp"] = time,
            ["Wechatpay-Nonce"] = nonce,
            ["Wechatpay-Signature"] = Convert.ToBase64String(Platform.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
        };
    }

    private WeChatVerifier Verifier() => new(new PlatformPublicKey("PUB_KEY_ID_1", Platform.ExportSubjectPublicKeyInfo()), _clock);

    private async Task<bool> IsBelievedAsync(Dictionary<string, string?> headers) => await Verifier().IsSignedAsync(headers.GetValueOrDefault, Body, default);

    [GeneratedRegex("(?<name>\\w+)=\"(?<value>[^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex Field();
}
