using System.Text.Json.Serialization;

namespace Parley.Integrations.Payments.WeChat;

/// <summary>WeChat Pay's JSON, source-generated.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NativeRequest))]
[JsonSerializable(typeof(NativeAnswer))]
[JsonSerializable(typeof(CloseRequest))]
[JsonSerializable(typeof(TransactionRecord))]
[JsonSerializable(typeof(RefundRequest))]
[JsonSerializable(typeof(RefundRecord))]
[JsonSerializable(typeof(NotificationRecord))]
[JsonSerializable(typeof(CertificatesAnswer))]
[JsonSerializable(typeof(FaultRecord))]
internal sealed partial class WeChatJson : JsonSerializerContext;
