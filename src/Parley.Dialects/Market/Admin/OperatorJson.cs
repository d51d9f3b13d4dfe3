using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Json;

namespace Parley.Dialects.Market.Admin;

/// <summary>The JSON of what operators look at, source-generated.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.Strict, Converters = [typeof(WireTimeConverter)])]
[JsonSerializable(typeof(PageEnvelope<ReportedMessageView>))]
[JsonSerializable(typeof(Envelope<HitView>))]
[JsonSerializable(typeof(PageEnvelope<HitView>))]
[JsonSerializable(typeof(EnabledBody))]
[JsonSerializable(typeof(Envelope<AdminWebhookView>))]
[JsonSerializable(typeof(PageEnvelope<AdminWebhookView>))]
[JsonSerializable(typeof(Envelope<AdminDeliveryView>))]
[JsonSerializable(typeof(PageEnvelope<AdminDeliveryView>))]
[JsonSerializable(typeof(PageEnvelope<AdminPaymentView>))]
[JsonSerializable(typeof(DisputeBody))]
[JsonSerializable(typeof(Envelope<DisputeView>))]
[JsonSerializable(typeof(PageEnvelope<DisputeView>))]
[JsonSerializable(typeof(SettingBody))]
[JsonSerializable(typeof(Envelope<SettingView>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<SettingView>>))]
internal sealed partial class OperatorJson : JsonSerializerContext
{
    /// <summary>What goes out: Chinese as it is, since the answer is JSON and never pasted into a page.</summary>
    public static OperatorJson Wire => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = PlainJsonEncoder.Instance });
}
