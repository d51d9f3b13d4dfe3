using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Json;

namespace Parley.Integrations.Webhooks;

/// <summary>What webhooks are sent, and the payloads of their jobs; source-generated.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(EventBody<MessageData>))]
[JsonSerializable(typeof(EventBody<OrderData>))]
[JsonSerializable(typeof(EventBody<PaymentData>))]
[JsonSerializable(typeof(EventBody<ReviewData>))]
[JsonSerializable(typeof(EventBody<UserData>))]
[JsonSerializable(typeof(EventPayload))]
[JsonSerializable(typeof(DeliveryPayload))]
internal sealed partial class WebhookJson : JsonSerializerContext
{
    /// <summary>What goes out: Chinese as it is.</summary>
    public static WebhookJson Wire => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = PlainJsonEncoder.Instance });
}
