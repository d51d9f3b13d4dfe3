using System.Globalization;
using Parley.Accounts;
using Parley.Marketplace;
using Parley.Marketplace.Payments;
using Parley.Primitives;

namespace Parley.Integrations.Payments.WeChat;

/// <summary>WeChat Pay's words in ours, once they are certainly about our merchant and app.</summary>
internal static class WeChatReports
{
    /// <summary>A transaction.</summary>
    /// <returns>The report; <see cref="ChatError.InvalidField"/> naming what is another's or can't be.</returns>
    public static Outcome<PaymentReport> Of(TransactionRecord record, WeChatPayOptions options)
    {
        if (record.Mchid != options.MchId)
            return FieldRules.Invalid("mchid");
        if (record.Appid != options.AppId)
            return FieldRules.Invalid("appid");
        if (!TryId(record.OutTradeNo, out var payment))
            return FieldRules.Invalid("out_trade_no");
        PaymentFact? fact = record.TradeState switch
        {
            "SUCCESS" or "REFUND" => PaymentFact.Paid, // what was refunded was paid; the refund itself is told of apart
            "NOTPAY" or "USERPAYING" or "ACCEPT" => PaymentFact.Unpaid,
            "CLOSED" or "REVOKED" or "PAYERROR" => PaymentFact.Closed,
            _ => null,
        };
        if (fact is not { } known)
            return FieldRules.Invalid("trade_state");
        return new PaymentReport(payment, known)
        {
            TransactionId = record.TransactionId,
            Amount = record.Amount?.Total is { } total ? new Amount(total) : null,
            Currency = record.Amount?.Currency,
        };
    }

    /// <summary>A refund.</summary>
    /// <param name="status">Its status, which answers and callbacks name differently.</param>
    public static Outcome<PaymentReport> Of(RefundRecord record, string? status)
    {
        if (!TryId(record.OutTradeNo, out var payment))
            return FieldRules.Invalid("out_trade_no");
        PaymentFact? fact = status switch
        {
            "SUCCESS" => PaymentFact.Refunded,
            "PROCESSING" => PaymentFact.RefundPending,
            "CLOSED" => PaymentFact.RefundClosed,
            "ABNORMAL" => PaymentFact.RefundAbnormal,
            _ => null,
        };
        if (fact is not { } known)
            return FieldRules.Invalid("refund_status");
        return new PaymentReport(payment, known)
        {
            TransactionId = record.TransactionId,
            Amount = record.Amount?.Refund is { } back ? new Amount(back) : null,
            Currency = record.Amount?.Currency,
            RefundNumber = record.OutRefundNo,
        };
    }

    private static bool TryId(string? text, out PaymentId payment)
    {
        var isId = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= PublicId.MaxValue;
        payment = new PaymentId(isId ? number : 0);
        return isId;
    }
}
