using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Json;

namespace Parley.Dialects.Market.Admin;

/// <summary>The JSON of bans, source-generated.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.Strict, Converters = [typeof(WireTimeConverter)])]
[JsonSerializable(typeof(BanBody))]
[JsonSerializable(typeof(LiftBody))]
[JsonSerializable(typeof(AppealBody))]
[JsonSerializable(typeof(Envelope<BanView>))]
[JsonSerializable(typeof(PageEnvelope<BanView>))]
[JsonSerializable(typeof(Envelope<OwnBanView>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<OwnBanView>>))]
internal sealed partial class BanJson : JsonSerializerContext
{
    /// <summary>What goes out: Chinese as it is, since the answer is JSON and never pasted into a page.</summary>
    public static BanJson Wire => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = PlainJsonEncoder.Instance });
}
