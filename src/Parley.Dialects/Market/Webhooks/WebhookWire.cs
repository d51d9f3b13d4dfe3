using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Json;

namespace Parley.Dialects.Market.Webhooks;

/// <summary>The JSON of the webhooks' routes, source-generated.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.Strict, Converters = [typeof(WireTimeConverter)])]
[JsonSerializable(typeof(Envelope<WebhookView>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<WebhookView>>))]
[JsonSerializable(typeof(Envelope<DeliveryView>))]
[JsonSerializable(typeof(DeliveryPage))]
[JsonSerializable(typeof(WebhookBody))]
internal sealed partial class WebhookWire : JsonSerializerContext
{
    /// <summary>What goes out.</summary>
    public static WebhookWire Wire => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = PlainJsonEncoder.Instance });
}
