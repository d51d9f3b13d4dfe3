using System.Globalization;
using System.Text.Json;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Payments;
using Parley.Primitives;

namespace Parley.Integrations.Payments.WeChat;

/// <summary>WeChat Pay APIv3, Native: the link is the text of a QR code that the customer scans ("Native下单", "查询订单", "关闭订单", "申请退款").</summary>
public sealed class WeChatGateway : IPaymentGateway, IDisposable
{
    private const string Transactions = "/v3/pay/transactions/out-trade-no/";
    private const int LongestDescription = 127;
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private readonly WeChatPayOptions _options;
    private readonly HttpClient _client;
    private readonly WeChatHttp _http;
    private readonly PlatformCertificates? _certificates;
    private readonly WeChatVerifier _verifier;
    private readonly WeChatCallbacks _callbacks;

    /// <summary>Creates it; nothing is asked until it is needed.</summary>
    public WeChatGateway(WeChatPayOptions options, TimeProvider clock)
    {
        _options = options;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = TimeSpan.FromSeconds(10),
        };
        _http = new WeChatHttp(_client, options, clock);
        IPlatformKeys keys = options is { PublicKeyId: { } id, PublicKey: { } key }
            ? new PlatformPublicKey(id, key)
            : _certificates = new PlatformCertificates(_http, options, clock);
        _verifier = new WeChatVerifier(keys, clock);
        _callbacks = new WeChatCallbacks(options, _verifier, clock);
    }

    /// <inheritdoc/>
    public string Name => "wechat";

    /// <inheritdoc/>
    public bool Takes(string currency) => currency == "CNY";

    /// <inheritdoc/>
    public async Task<string> CreateAsync(Payment payment, Order order, CancellationToken cancel)
    {
        var description = $"{order.Number} {order.ServiceName}";
        var cut = Math.Min(description.Length, LongestDescription);
        if (cut < description.Length && char.IsHighSurrogate(description[cut - 1]))
            cut--;
        var expires = DateTimeOffset.FromUnixTimeMilliseconds(payment.ExpiresAt).ToOffset(China);
        var body = JsonSerializer.Serialize(
            new NativeRequest(
                _options.AppId,
                _options.MchId,
                description[..cut],
                payment.Id.ToString(),
                expires.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
                _options.NotifyUrl,
                new TotalRecord(payment.Amount.Cents, payment.Currency)),
            WeChatJson.Default.NativeRequest);
        var answer = await AskAsync(HttpMethod.Post, "/v3/pay/transactions/native", body, cancel);
        return answer.IsOk && answer.Read(WeChatJson.Default.NativeAnswer).CodeUrl is { Length: > 0 and <= 2048 } url ? url : throw Fault("native", answer);
    }

    /// <inheritdoc/>
    public async Task<PaymentReport> QueryAsync(Payment payment, CancellationToken cancel)
    {
        var answer = await AskAsync(HttpMethod.Get, $"{Transactions}{payment.Id}?mchid={Uri.EscapeDataString(_options.MchId)}", "", cancel);
        if (IsUnknown(answer))
            return new PaymentReport(payment.Id, PaymentFact.Unknown);
        if (!answer.IsOk)
            throw Fault("query", answer);
        var report = WeChatReports.Of(answer.Read(WeChatJson.Default.TransactionRecord), _options);
        return report.IsOk && report.Value.Payment == payment.Id ? report.Value : throw new PaymentGatewayException("WeChat Pay speaks of another payment.");
    }

    /// <inheritdoc/>
    public async Task<bool> CloseAsync(Payment payment, CancellationToken cancel)
    {
        var body = JsonSerializer.Serialize(new CloseRequest(_options.MchId), WeChatJson.Default.CloseRequest);
        var answer = await AskAsync(HttpMethod.Post, $"{Transactions}{payment.Id}/close", body, cancel);
        if (answer.IsOk || IsUnknown(answer) || answer.Fault is "ORDER_CLOSED" or "ORDERCLOSED")
            return true;
        return answer.Fault is "ORDERPAID" or "ORDER_PAID" ? false : throw Fault("close", answer);
    }

    /// <inheritdoc/>
    public async Task<PaymentReport> RefundAsync(Payment payment, CancellationToken cancel)
    {
        var amount = new RefundAmountRecord(payment.Amount.Cents, payment.Amount.Cents, payment.Currency);
        var body = JsonSerializer.Serialize(
            new RefundRequest(payment.TransactionId!, payment.RefundNumber, "订单退款", _options.NotifyUrl, amount), WeChatJson.Default.RefundRequest);
        var answer = await AskAsync(HttpMethod.Post, "/v3/refund/domestic/refunds", body, cancel);
        if (!answer.IsOk)
            throw Fault("refund", answer);
        var record = answer.Read(WeChatJson.Default.RefundRecord);
        var report = WeChatReports.Of(record, record.Status);
        return report.IsOk && report.Value.Payment == payment.Id && report.Value.RefundNumber == payment.RefundNumber
            ? report.Value
            : throw new PaymentGatewayException("WeChat Pay speaks of another refund.");
    }

    /// <inheritdoc/>
    public Task<Outcome<PaymentReport?>> ReadAsync(PaymentCallback callback, CancellationToken cancel) => _callbacks.ReadAsync(callback, cancel);

    /// <inheritdoc/>
    public void Settled(PaymentCallback callback) => _callbacks.Settled(callback);

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _certificates?.Dispose();
    }

    // What was done for us is signed; that something was refused is believed of the connection.
    private async Task<WeChatAnswer> AskAsync(HttpMethod method, string target, string body, CancellationToken cancel)
    {
        var answer = await _http.SendAsync(method, target, body, cancel);
        if (answer.IsOk && !await _verifier.IsSignedAsync(answer.Header, answer.Body, cancel))
            throw new PaymentGatewayException("An answer in WeChat Pay's name is not signed by it.");
        return answer;
    }

    private static bool IsUnknown(WeChatAnswer answer) => answer.Fault is "ORDER_NOT_EXIST" or "ORDERNOTEXIST";

    private static PaymentGatewayException Fault(string call, WeChatAnswer answer) =>
        new($"WeChat Pay refused {call}: {(int)answer.Status} {answer.Fault}.");
}
