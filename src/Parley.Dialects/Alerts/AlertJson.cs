using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Json;

namespace Parley.Dialects.Alerts;

/// <summary>The JSON of alerts, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EmergencyAlert))]
[JsonSerializable(typeof(EmergencyUpdate))]
internal sealed partial class AlertJson : JsonSerializerContext
{
    /// <summary>What goes out: Chinese as it is, since it is JSON and never pasted into a page.</summary>
    public static AlertJson Wire => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = PlainJsonEncoder.Instance });
}
