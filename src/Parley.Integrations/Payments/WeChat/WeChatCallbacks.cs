using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Accounts;
using Parley.Marketplace.Payments;
using Parley.Primitives;

namespace Parley.Integrations.Payments.WeChat;

/// <summary>Reads what WeChat Pay tells by itself ("支付成功回调通知", "退款结果回调通知"): signed, of this moment, not here before, sealed for us, about our merchant.</summary>
internal sealed class WeChatCallbacks(WeChatPayOptions options, WeChatVerifier verifier, TimeProvider clock)
{
    private readonly SeenNonces _seen = new(clock);

    public async Task<Outcome<PaymentReport?>> ReadAsync(PaymentCallback callback, CancellationToken cancel)
    {
        try
        {
            if (!await verifier.IsSignedAsync(callback.Header, callback.Body, cancel))
                return ChatError.Unauthenticated;
        }
        catch (PaymentGatewayException)
        {
            return new Refusal(ChatError.Busy, RetryAfter: TimeSpan.FromMinutes(1)); // its certificates can't be had just now: told again later
        }

        if (_seen.Contains(callback.Header(WeChatVerifier.NonceHeader)!))
            return new Refusal(ChatError.Conflict, "nonce");
        if (Parse(callback.Body.Span, WeChatJson.Default.NotificationRecord) is not { EventType: { } type, Resource: { } resource })
            return FieldRules.Invalid("resource");
        if (WeChatSeal.Open(options.ApiKey, resource) is not { } plain)
            return FieldRules.Invalid("resource");
        return type switch
        {
            "TRANSACTION.SUCCESS" => ReadTransaction(plain),
            "REFUND.SUCCESS" or "REFUND.CLOSED" or "REFUND.ABNORMAL" => ReadRefund(plain),
            _ => (PaymentReport?)null, // of something that we never asked for
        };
    }

    public void Settled(PaymentCallback callback) => _seen.Add(callback.Header(WeChatVerifier.NonceHeader)!);

    private Outcome<PaymentReport?> ReadTransaction(byte[] plain)
    {
        if (Parse(plain, WeChatJson.Default.TransactionRecord) is not { } record)
            return FieldRules.Invalid("resource");
        var report = WeChatReports.Of(record, options);
        return report.IsOk ? report.Value : report.Refusal;
    }

    private Outcome<PaymentReport?> ReadRefund(byte[] plain)
    {
        if (Parse(plain, WeChatJson.Default.RefundRecord) is not { } record)
            return FieldRules.Invalid("resource");
        if (record.Mchid != options.MchId)
            return FieldRules.Invalid("mchid");
        var report = WeChatReports.Of(record, record.RefundStatus);
        return report.IsOk ? report.Value : report.Refusal;
    }

    private static T? Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
