using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Json;

namespace Parley.Dialects.Web.Wire;

/// <summary>This surface's JSON, source-generated: camelCase, null where there is nothing, as document 004 has it.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(WebErrorEnvelope))]
[JsonSerializable(typeof(WebMessage))]
[JsonSerializable(typeof(WebInbound))]
[JsonSerializable(typeof(WebEnvelope<WebSent>))]
[JsonSerializable(typeof(WebEnvelope<WebNothing>))]
[JsonSerializable(typeof(WebEnvelope<WebSynced>))]
[JsonSerializable(typeof(WebStatus))]
[JsonSerializable(typeof(WebRead))]
[JsonSerializable(typeof(WebRecalled))]
[JsonSerializable(typeof(WebTyping))]
[JsonSerializable(typeof(WebPresence))]
[JsonSerializable(typeof(WebFailed))]
[JsonSerializable(typeof(WebEnvelope<WebMade>))]
[JsonSerializable(typeof(WebEnvelope<WebAffected>))]
[JsonSerializable(typeof(WebEnvelope<WebMessage>))]
[JsonSerializable(typeof(WebEnvelope<WebFile>))]
[JsonSerializable(typeof(WebEnvelope<WebPage<WebContact>>))]
[JsonSerializable(typeof(WebEnvelope<WebPage<WebMessage>>))]
[JsonSerializable(typeof(WebEnvelope<WebList<WebContactGroup>>))]
[JsonSerializable(typeof(WebEnvelope<WebList<WebSession>>))]
[JsonSerializable(typeof(WebEnvelope<WebList<WebOnline>>))]
[JsonSerializable(typeof(WebContactBody))]
[JsonSerializable(typeof(WebContactGroupBody))]
[JsonSerializable(typeof(WebSendBody))]
[JsonSerializable(typeof(WebReadBody))]
[JsonSerializable(typeof(WebPinBody))]
internal sealed partial class WebJson : JsonSerializerContext
{
    /// <summary>What goes out: Chinese as it is, since the answer is JSON and never pasted into a page.</summary>
    public static WebJson Wire => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = PlainJsonEncoder.Instance });
}
