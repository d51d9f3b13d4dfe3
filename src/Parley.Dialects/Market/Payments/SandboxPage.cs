using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Parley.Dialects.Errors;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Payments;
using Parley.Marketplace.Payments.Sandbox;
using Parley.Primitives;

namespace Parley.Dialects.Market.Payments;

/// <summary>The sandbox's page: no script, nothing from elsewhere, every word that a person wrote escaped.</summary>
internal static class SandboxPage
{
    private const string Style =
        ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:3rem auto;padding:0 1rem}h1{font-size:1.25rem}"
        + "dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem}dt{opacity:.7}dd{margin:0;overflow-wrap:anywhere}"
        + ".amount{font-size:2rem;margin:1rem 0}.note{opacity:.7;font-size:.875rem}form{display:inline-block;margin:1rem .5rem 0 0}"
        + "button{font:inherit;padding:.5rem 1.5rem;border:1px solid #888;border-radius:.375rem}.pay{background:#06703a;border-color:#06703a;color:#fff}";

    /// <summary>What the policy allows as style: exactly ours.</summary>
    public static string StyleHash { get; } = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    /// <param name="action">Where the forms post to.</param>
    /// <param name="pages">Makes the forms; null: there are none.</param>
    public static string Of(Payment payment, Order order, Language language, string action, SandboxPages? pages)
    {
        var english = language == Language.English;
        var body = new StringBuilder();
        body.Append("<dl>");
        AddLine(body, english ? "Order" : "订单号", order.Number);
        AddLine(body, english ? "Service" : "服务", order.ServiceName);
        AddLine(body, english ? "Status" : "状态", StatusOf(payment, english));
        body.Append("</dl><p class=\"amount\">").Append(Escape(payment.Currency == "CNY" ? $"¥{payment.Amount}" : $"{payment.Amount} {payment.Currency}")).Append("</p>");
        if (pages is not null && payment.State == PaymentState.Open)
        {
            AddForm(body, action, pages.FormOf(payment, SandboxOutcome.Paid), "pay", english ? "Pay" : "支付");
            AddForm(body, action, pages.FormOf(payment, SandboxOutcome.Failed), "fail", english ? "Fail" : "支付失败");
        }

        if (payment.State is not (PaymentState.Creating or PaymentState.Open))
            body.Append("<p>").Append(english ? "Close this window to go back to the order." : "关闭此页即可回到订单。").Append("</p>");
        body.Append("<p class=\"note\">").Append(english ? "A sandbox: no money moves." : "沙箱环境：不会产生真实扣款。").Append("</p>");
        return Whole(english ? "Payment (sandbox)" : "支付（沙箱）", body.ToString(), english);
    }

    public static string OfRefusal(Refusal refusal, Language language)
    {
        var english = language == Language.English;
        return Whole(english ? "Payment (sandbox)" : "支付（沙箱）", $"<p>{Escape(ErrorTexts.Of(refusal, language))}</p>", english);
    }

    private static string Whole(string title, string body, bool english) =>
        $"""
        <!doctype html>
        <html lang="{(english ? "en" : "zh-CN")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
        <style>{Style}</style></head><body><main><h1>{title}</h1>{body}</main></body></html>
        """;

    private static void AddLine(StringBuilder body, string name, string value) =>
        body.Append("<dt>").Append(name).Append("</dt><dd>").Append(Escape(value)).Append("</dd>");

    private static void AddForm(StringBuilder body, string action, IEnumerable<(string Name, string Value)> fields, string name, string label)
    {
        body.Append("<form method=\"post\" action=\"").Append(Escape(action)).Append("\">");
        foreach (var (field, value) in fields)
            body.Append("<input type=\"hidden\" name=\"").Append(field).Append("\" value=\"").Append(Escape(value)).Append("\">");
        body.Append("<button class=\"").Append(name).Append("\" type=\"submit\">").Append(label).Append("</button></form>");
    }

    private static string StatusOf(Payment payment, bool english) => PaymentWords.Of(payment.State) switch
    {
        "pending" => english ? "to be paid" : "待支付",
        "closed" => english ? "closed" : "已关闭",
        "paid" => english ? "paid" : "已支付",
        "refunding" => english ? "being refunded" : "退款中",
        _ => english ? "refunded" : "已退款",
    };

    private static string Escape(string text) => HtmlEncoder.Default.Encode(text);
}
