using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Json;

namespace Parley.Dialects.Market.Chat.Wire;

/// <summary>The JSON of Market's chat, source-generated.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.Strict, Converters = [typeof(WireTimeConverter)])]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Envelope<Nothing>))]
[JsonSerializable(typeof(Envelope<ChatView>))]
[JsonSerializable(typeof(PagedEnvelope<ChatView>))]
[JsonSerializable(typeof(Envelope<MessageView>))]
[JsonSerializable(typeof(PagedEnvelope<MessageView>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<ForwardView>>))]
[JsonSerializable(typeof(Envelope<ReadView>))]
[JsonSerializable(typeof(Envelope<ChatSynced>))]
[JsonSerializable(typeof(Envelope<FileView>))]
[JsonSerializable(typeof(SharedFileView))]
[JsonSerializable(typeof(MessageView))]
[JsonSerializable(typeof(UserTyping))]
[JsonSerializable(typeof(MessageRead))]
[JsonSerializable(typeof(MessageGone))]
[JsonSerializable(typeof(PresenceEvent))]
[JsonSerializable(typeof(ConversationUpdated))]
[JsonSerializable(typeof(NotificationEvent))]
[JsonSerializable(typeof(ChatRefused))]
[JsonSerializable(typeof(Place))]
[JsonSerializable(typeof(ChatInbound))]
[JsonSerializable(typeof(OpenBody))]
[JsonSerializable(typeof(ChatPatchBody))]
[JsonSerializable(typeof(ChatReadBody))]
[JsonSerializable(typeof(MembersBody))]
[JsonSerializable(typeof(ForwardBody))]
internal sealed partial class ChatJson : JsonSerializerContext
{
    /// <summary>What goes out: Chinese as it is, since the answer is JSON and never pasted into a page.</summary>
    public static ChatJson Wire => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = PlainJsonEncoder.Instance });
}
