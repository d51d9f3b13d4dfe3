using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Dialects.Market.Orders;
using Parley.Dialects.Market.Reviews;
using Parley.Dialects.Market.Services;
using Parley.Json;

namespace Parley.Dialects.Market;

/// <summary>The JSON of services, orders and reviews, source-generated.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.Strict, Converters = [typeof(WireTimeConverter)])]
[JsonSerializable(typeof(Envelope<IReadOnlyList<string>>))]
[JsonSerializable(typeof(Envelope<ServiceView>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<ServiceView>>))]
[JsonSerializable(typeof(PagedEnvelope<ServiceView>))]
[JsonSerializable(typeof(PagedEnvelope<ServiceGroupView>))]
[JsonSerializable(typeof(Envelope<OrderView>))]
[JsonSerializable(typeof(PagedEnvelope<OrderView>))]
[JsonSerializable(typeof(ServiceNameView))]
[JsonSerializable(typeof(OrderConflict))]
[JsonSerializable(typeof(OrderEventView))]
[JsonSerializable(typeof(Envelope<ReviewView>))]
[JsonSerializable(typeof(PagedEnvelope<ReviewView>))]
[JsonSerializable(typeof(ReviewEventView))]
[JsonSerializable(typeof(ServiceBody))]
[JsonSerializable(typeof(OrderBody))]
[JsonSerializable(typeof(OrderMoveBody))]
[JsonSerializable(typeof(ReviewBody))]
internal sealed partial class ShopJson : JsonSerializerContext
{
    /// <summary>What goes out: Chinese as it is.</summary>
    public static ShopJson Wire => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = PlainJsonEncoder.Instance });
}
