using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Json;

namespace Parley.Dialects.Im.Wire;

/// <summary>This surface's JSON, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImFrame))]
[JsonSerializable(typeof(ImSendBody))]
[JsonSerializable(typeof(ImTargetBody))]
[JsonSerializable(typeof(ImBlockBody))]
[JsonSerializable(typeof(ImReportBody))]
[JsonSerializable(typeof(ImPlace))]
[JsonSerializable(typeof(ImMessage))]
[JsonSerializable(typeof(ImMessage[]))]
[JsonSerializable(typeof(ImUnread))]
[JsonSerializable(typeof(ImUnread[]))]
[JsonSerializable(typeof(ImRoom))]
[JsonSerializable(typeof(ImEmergency))]
[JsonSerializable(typeof(ImBlocked[]))]
[JsonSerializable(typeof(ImReport))]
[JsonSerializable(typeof(ImError))]
internal sealed partial class ImJson : JsonSerializerContext
{
    /// <summary>With text as it is: Chinese is not escaped. For bodies that are never put into HTML.</summary>
    public static ImJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = PlainJsonEncoder.Instance,
    });
}
