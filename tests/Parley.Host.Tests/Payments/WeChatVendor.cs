using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parley.Host.Tests.Payments;

/// <summary>
/// WeChat Pay on loopback: refuses what the merchant did not sign, signs what it answers, keeps books of transactions and refunds, and makes callbacks of
/// the real shape. A test may have it lie.
/// </summary>
internal sealed class WeChatVendor : IAsyncDisposable
{
    public const string MchId = "1900000109";
    public const string AppId = "wx8888888888888888";
    public const string ApiKey = "0123456789abcdef0123456789abcdef";
    public const string MerchantSerial = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";

    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly HashSet<string> _nonces = [];
    private readonly Lock _lock = new();

    private WeChatVendor(WebApplication app, TimeProvider clock, string folder)
    {
        (_app, _clock) = (app, clock);
        (PrivateKeyFile, ApiKeyFile, PublicKeyFile) = (Path.Combine(folder, "merchant.pem"), Path.Combine(folder, "api.key"), Path.Combine(folder, "platform.pem"));
        File.WriteAllText(PrivateKeyFile, Merchant.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(ApiKeyFile, ApiKey + "\n");
        Certificate = NewCertificate(Platform, clock.GetUtcNow().AddDays(-1), clock.GetUtcNow().AddYears(5));
        File.WriteAllText(PublicKeyFile, Platform.ExportSubjectPublicKeyInfoPem());
    }

    public RSA Merchant { get; } = RSA.Create(2048);

    public RSA Platform { get; } = RSA.Create(2048);

    public X509Certificate2 Certificate { get; set; }

    public string PrivateKeyFile { get; }

    public string ApiKeyFile { get; }

    public string PublicKeyFile { get; }

    public string Url => _app.Urls.Single();

    /// <summary>Every request, <c>POST /v3/…</c>, that was signed as it must be.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What was refused because its signature is wrong; empty unless something is broken.</summary>
    public List<string> Unsigned { get; } = [];

    /// <summary>Paths that answer 500.</summary>
    public HashSet<string> Down { get; } = [];

    /// <summary>Signs answers and callbacks; another than <see cref="Platform"/> is a forger.</summary>
    public RSA? Signer { get; set; }

    public string? Serial { get; set; }

    /// <summary>Transactions by out_trade_no: what was asked for and its <c>trade_state</c>.</summary>
    public Dictionary<string, JsonObject> Trades { get; } = [];

    public Dictionary<string, JsonObject> Refunds { get; } = [];

    public string RefundStatus { get; set; } = "PROCESSING";

    public Func<string, Task>? BeforeNativeAnswer { get; set; }

    public static async Task<WeChatVendor> StartAsync(TimeProvider clock, string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var vendor = new WeChatVendor(app, clock, folder);
        app.Run(vendor.ServeAsync);
        await app.StartAsync();
        return vendor;
    }

    public (string Key, string Value)[] Settings(bool publicKey = false) =>
    [
        ("Payments:PublicUrl", "https://shop.example"),
        ("Payments:WeChat:MchId", MchId),
        ("Payments:WeChat:AppId", AppId),
        ("Payments:WeChat:CertificateSerial", MerchantSerial),
        ("Payments:WeChat:PrivateKeyFile", PrivateKeyFile),
        ("Payments:WeChat:ApiV3KeyFile", ApiKeyFile),
        ("Payments:WeChat:BaseUrl", Url),
        .. publicKey ? [("Payments:WeChat:PublicKeyId", "PUB_KEY_ID_0119"), ("Payments:WeChat:PublicKeyFile", PublicKeyFile)] : Array.Empty<(string, string)>(),
    ];

    public JsonObject Transaction(string trade, long? total = null, string? appId = null, string state = "SUCCESS") => new()
    {
        ["mchid"] = MchId,
        ["appid"] = appId ?? AppId,
        ["out_trade_no"] = trade,
        ["transaction_id"] = "4200" + trade,
        ["trade_type"] = "NATIVE",
        ["trade_state"] = state,
        ["trade_state_desc"] = "支付成功",
        ["bank_type"] = "OTHERS",
        ["attach"] = "",
        ["success_time"] = _clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        ["payer"] = new JsonObject { ["openid"] = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o" },
        ["amount"] = new JsonObject
        {
            ["total"] = total ?? (long)Trades[trade]["amount"]!["total"]!,
            ["payer_total"] = 1,
            ["currency"] = "CNY",
            ["payer_currency"] = "CNY",
        },
    };

    public JsonObject Refund(string trade, string number, string status = "SUCCESS") => new()
    {
        ["mchid"] = MchId,
        ["out_trade_no"] = trade,
        ["transaction_id"] = "4200" + trade,
        ["out_refund_no"] = number,
        ["refund_id"] = "50000000382019052709732678859",
        ["refund_status"] = status,
        ["success_time"] = "2026-11-22T10:00:00+08:00",
        ["user_received_account"] = "招商银行信用卡0403",
        ["amount"] = new JsonObject
        {
            ["total"] = (long)Trades[trade]["amount"]!["total"]!,
            ["refund"] = (long)Trades[trade]["amount"]!["total"]!,
            ["payer_total"] = 1,
            ["payer_refund"] = 1,
        },
    };

    /// <summary>A callback as WeChat Pay makes one: body and headers.</summary>
    public (string Body, (string Name, string Value)[] Headers) Callback(string type, JsonObject resource, TimeSpan late = default, string key = ApiKey)
    {
        var nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(6));
        var original = type.StartsWith("REFUND", StringComparison.Ordinal) ? "refund" : "transaction";
        var body = new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["create_time"] = "2026-11-22T10:00:00+08:00",
            ["resource_type"] = "encrypt-resource",
            ["event_type"] = type,
            ["summary"] = "支付成功",
            ["resource"] = Seal(Encoding.UTF8.GetBytes(resource.ToJsonString()), nonce, original, key, original),
        }.ToJsonString();
        return (body, Sign(body, late));
    }

    public (string Name, string Value)[] Sign(string body, TimeSpan late = default)
    {
        var timestamp = (_clock.GetUtcNow() - late).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var signature = (Signer ?? Platform).SignData(Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n{body}\n"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return
        [
            ("Wechatpay-Timestamp", timestamp), ("Wechatpay-Nonce", nonce), ("Wechatpay-Signature", Convert.ToBase64String(signature)),
            ("Wechatpay-Serial", Serial ?? Certificate.SerialNumber), ("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048"),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Merchant.Dispose();
        Platform.Dispose();
        Certificate.Dispose();
    }

    public static X509Certificate2 NewCertificate(RSA key, DateTimeOffset from, DateTimeOffset until) =>
        new CertificateRequest("CN=Tenpay.com sign", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(from, until);

    private static JsonObject Seal(byte[] plain, string nonce, string associated, string key, string? original = null)
    {
        var bytes = new byte[plain.Length + 16];
        using var aes = new AesGcm(Encoding.UTF8.GetBytes(key), 16);
        aes.Encrypt(Encoding.UTF8.GetBytes(nonce), plain, bytes.AsSpan(0, plain.Length), bytes.AsSpan(plain.Length), Encoding.UTF8.GetBytes(associated));
        return new JsonObject
        {
            ["original_type"] = original,
            ["algorithm"] = "AEAD_AES_256_GCM",
            ["ciphertext"] = Convert.ToBase64String(bytes),
            ["associated_data"] = associated,
            ["nonce"] = nonce,
        };
    }

    private async Task ServeAsync(HttpContext context)
    {
        var request = context.Request;
        var body = await new StreamReader(request.Body).ReadToEndAsync();
        var (status, answer) = (401, (JsonObject?)new JsonObject { ["code"] = "SIGN_ERROR", ["message"] = "签名错误" });
        if (IsSigned(request, body))
        {
            lock (_lock)
                Requests.Add($"{request.Method} {request.Path}");
            (status, answer) = Down.Contains(request.Path.Value!) ? (500, new JsonObject { ["code"] = "SYSTEM_ERROR" }) : await DoAsync(request, body.Length > 0 ? JsonNode.Parse(body)!.AsObject() : null);
        }
        else
        {
            Unsigned.Add($"{request.Method} {request.Path}");
        }

        var text = answer?.ToJsonString() ?? "";
        context.Response.StatusCode = status;
        foreach (var (name, value) in Sign(text))
            context.Response.Headers[name] = value;
        if (text.Length > 0)
            await context.Response.WriteAsync(text);
    }

    private bool IsSigned(HttpRequest request, string body)
    {
        var header = request.Headers.Authorization.ToString();
        const string Scheme = "WECHATPAY2-SHA256-RSA2048 ";
        if (!header.StartsWith(Scheme, StringComparison.Ordinal) || request.Headers.UserAgent.Count == 0 || request.Headers.Accept != "application/json")
            return false;
        var fields = header[Scheme.Length..].Split(',').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim('"'), StringComparer.Ordinal);
        var signed = $"{request.Method}\n{request.Path}{request.QueryString}\n{fields["timestamp"]}\n{fields["nonce_str"]}\n{body}\n";
        lock (_lock)
        {
            if (!_nonces.Add(fields["nonce_str"]))
                return false;
        }

        return fields["mchid"] == MchId && fields["serial_no"] == MerchantSerial
            && Math.Abs(long.Parse(fields["timestamp"], CultureInfo.InvariantCulture) - _clock.GetUtcNow().ToUnixTimeSeconds()) < 300
            && Merchant.VerifyData(Encoding.UTF8.GetBytes(signed), Convert.FromBase64String(fields["signature"]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private async Task<(int Status, JsonObject? Answer)> DoAsync(HttpRequest request, JsonObject? body)
    {
        if (request.Path == "/v3/certificates")
            return (200, Certificates());
        if (request.Path == "/v3/pay/transactions/native")
        {
            var trade = (string)body!["out_trade_no"]!;
            if ((string)body["appid"]! != AppId || (string)body["mchid"]! != MchId || (string?)body["notify_url"] != "https://shop.example/api/v1/payments/callback/wechat"
                || !DateTimeOffset.TryParse((string)body["time_expire"]!, CultureInfo.InvariantCulture, out _) || ((string)body["description"]!).Length is 0 or > 127)
                return (400, new JsonObject { ["code"] = "PARAM_ERROR" });
            body["trade_state"] ??= "NOTPAY";
            Trades.TryAdd(trade, body);
            if (BeforeNativeAnswer is { } before)
                await before(trade);
            return (200, new JsonObject { ["code_url"] = $"weixin://wxpay/bizpayurl?pr={trade}" });
        }

        if (request.Path == "/v3/refund/domestic/refunds")
        {
            var number = (string)body!["out_refund_no"]!;
            var trade = ((string)body["transaction_id"]!)[4..];
            if (!Trades.TryGetValue(trade, out var paid) || (string)paid["trade_state"]! != "SUCCESS")
                return (403, new JsonObject { ["code"] = "INVALID_REQUEST" });
            Refunds[number] = body;
            var refund = Refund(trade, number);
            refund.Remove("mchid");
            refund.Remove("refund_status");
            refund["status"] = RefundStatus;
            return (200, refund);
        }

        var parts = request.Path.Value!.Split('/');
        if (!Trades.TryGetValue(parts[5], out var known))
            return (404, new JsonObject { ["code"] = "ORDER_NOT_EXIST", ["message"] = "订单不存在" });
        if (parts is [.., "close"])
        {
            if ((string)known["trade_state"]! == "SUCCESS")
                return (400, new JsonObject { ["code"] = "ORDERPAID" });
            known["trade_state"] = "CLOSED";
            return (204, null);
        }

        return request.Query["mchid"] == MchId ? (200, Transaction(parts[5], state: (string)known["trade_state"]!)) : (400, new JsonObject { ["code"] = "PARAM_ERROR" });
    }

    private JsonObject Certificates() => new()
    {
        ["data"] = new JsonArray(new JsonObject
        {
            ["serial_no"] = Certificate.SerialNumber,
            ["effective_time"] = "2026-01-01T00:00:00+08:00",
            ["expire_time"] = "2031-01-01T00:00:00+08:00",
            ["encrypt_certificate"] = Seal(Encoding.UTF8.GetBytes(Certificate.ExportCertificatePem()), "61f9c719728a", "certificate", ApiKey),
        }),
    };
}
