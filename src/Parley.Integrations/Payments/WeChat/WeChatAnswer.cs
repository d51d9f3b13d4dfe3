using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Marketplace.Payments;

namespace Parley.Integrations.Payments.WeChat;

/// <summary>An HTTP answer of WeChat Pay, as it came.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Header">The value of a header, or null.</param>
/// <param name="Body">The bytes, since they are what is signed.</param>
internal sealed record WeChatAnswer(HttpStatusCode Status, Func<string, string?> Header, byte[] Body)
{
    /// <summary>Whether it did what was asked.</summary>
    public bool IsOk => (int)Status is >= 200 and < 300;

    /// <summary>The code of a fault, or empty.</summary>
    public string Fault
    {
        get
        {
            try
            {
                return IsOk ? "" : JsonSerializer.Deserialize(Body, WeChatJson.Default.FaultRecord)?.Code ?? "";
            }
            catch (JsonException)
            {
                return ""; // not even JSON: some proxy's
            }
        }
    }

    /// <summary>The body of a good answer.</summary>
    /// <exception cref="PaymentGatewayException">It is not JSON of that shape.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type) ?? throw new PaymentGatewayException("WeChat Pay answered null.");
        }
        catch (JsonException fault)
        {
            throw new PaymentGatewayException("WeChat Pay's answer can't be read.", fault);
        }
    }
}
