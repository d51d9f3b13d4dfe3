using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Integrations.WeChat;

/// <summary>The vendor's JSON, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WeChatTokenBody))]
[JsonSerializable(typeof(WeChatTextBody))]
[JsonSerializable(typeof(WeChatReply))]
internal sealed partial class PushVendorJson : JsonSerializerContext
{
    /// <summary>With Chinese as it is: the vendor shows escaped characters as they were escaped. Goes into no page.</summary>
    public static PushVendorJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
