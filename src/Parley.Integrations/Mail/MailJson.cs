using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Integrations.Mail;

/// <summary>The payloads of mails' jobs, source-generated.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MailPayload))]
internal sealed partial class MailJson : JsonSerializerContext;
