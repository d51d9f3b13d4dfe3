using System.Text.Json;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Dialects.Files;
using Parley.Dialects.Social.Wire;
using Parley.Dialects.WebSockets;
using Parley.Files;
using Parley.Messages;

namespace Parley.Dialects.Social.Frames;

/// <summary>
/// <c>chat/new_message</c> and <c>chat/message_sent</c>, the hottest frames: written straight into the WebSocket frame, no object between.
/// And what becomes of messages later.
/// </summary>
internal static class MessageFrames
{
    private const int TimeLength = 24;

    private static readonly JsonEncodedText Chat = JsonEncodedText.Encode("chat");
    private static readonly JsonEncodedText NewMessage = JsonEncodedText.Encode("new_message");
    private static readonly JsonEncodedText MessageSent = JsonEncodedText.Encode("message_sent");
    private static readonly JsonEncodedText Recalled = JsonEncodedText.Encode("recalled");
    private static readonly JsonEncodedText Deleted = JsonEncodedText.Encode("deleted");

    public static byte[] New(MessageSent sent, FileUrls urls)
    {
        var message = sent.Message;
        var frame = Begin(NewMessage, out var json);
        WriteId(json, message);
        json.WriteNumber("seq"u8, message.Seq);
        json.WriteNumber("rev"u8, message.Rev);
        if (message.SenderId.IsNone)
            json.WriteNull("sender_id"u8);
        else
            json.WriteString("sender_id"u8, message.SenderId.Uuid());
        if (sent.Sender is { } sender)
            json.WriteString("sender_name"u8, sender.DisplayName);
        WriteTarget(json, sent.Conversation, message);
        json.WriteString("message_type"u8, WireWords.Of(message.Body.Type));
        json.WriteString("content"u8, WireText.Content(message));
        if (MessageFile.Of(message) is { } file)
            WriteFile(json, file, urls.Of(sent.Conversation, message, file));
        if (message.ReplyTo is { } replyTo)
            json.WriteString("reply_to"u8, replyTo.Uuid());
        if (message.RecalledAt is not null)
            json.WriteBoolean("is_recalled"u8, true);
        WriteTime(json, "created_at"u8, message.CreatedAt);
        return End(frame, json);
    }

    public static byte[] Sent(Message message, string? tempId)
    {
        var frame = Begin(MessageSent, out var json);
        if (tempId is not null)
            json.WriteString("temp_id"u8, tempId);
        WriteId(json, message);
        json.WriteNumber("seq"u8, message.Seq);
        WriteTime(json, "created_at"u8, message.CreatedAt);
        return End(frame, json);
    }

    public static byte[] Recall(Conversation conversation, Message message)
    {
        var frame = Begin(Recalled, out var json);
        WriteId(json, message);
        json.WriteNumber("seq"u8, message.Seq);
        json.WriteNumber("rev"u8, message.Rev);
        if (!message.SenderId.IsNone)
            json.WriteString("sender_id"u8, message.SenderId.Uuid());
        WriteTarget(json, conversation, message);
        if (message.RecalledAt is { } at)
            WriteTime(json, "recalled_at"u8, at);
        return End(frame, json);
    }

    public static byte[] Hide(MessageHidden hidden)
    {
        var frame = Begin(Deleted, out var json);
        WriteId(json, hidden.Message);
        json.WriteNumber("seq"u8, hidden.Message.Seq);
        json.WriteNumber("rev"u8, hidden.Conversation.Rev);
        return End(frame, json);
    }

    private static JsonFrame Begin(JsonEncodedText action, out Utf8JsonWriter json)
    {
        var frame = JsonFrame.Begin(out json);
        json.WriteStartObject();
        json.WriteString("type"u8, Chat);
        json.WriteString("action"u8, action);
        json.WriteStartObject("data"u8);
        return frame;
    }

    private static byte[] End(JsonFrame frame, Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
        return frame.End();
    }

    private static void WriteId(Utf8JsonWriter json, Message message)
    {
        json.WriteString("message_id"u8, message.Id.Uuid());
        json.WriteString("conversation_id"u8, message.ConversationId.Uuid());
    }

    private static void WriteTarget(Utf8JsonWriter json, Conversation conversation, Message message)
    {
        if (conversation.Kind != ConversationKind.Direct)
            json.WriteString("group_id"u8, conversation.Id.Uuid());
        else if (!message.SenderId.IsNone)
            json.WriteString("receiver_id"u8, conversation.PeerOf(message.SenderId).Uuid());
    }

    private static void WriteFile(Utf8JsonWriter json, MessageFile file, string url)
    {
        if (!file.Id.IsNone)
            json.WriteString("file_id"u8, file.Id.Uuid());
        json.WriteString("file_url"u8, url);
        if (file.Name is { } name)
            json.WriteString("file_name"u8, name);
        if (file.Size is { } size)
            json.WriteNumber("file_size"u8, size);
        if (file.ContentType is { } type)
            json.WriteString("file_type"u8, type);
        if (file.DurationMs is { } duration)
            json.WriteNumber("duration"u8, duration / 1000.0);
    }

    private static void WriteTime(Utf8JsonWriter json, ReadOnlySpan<byte> name, long ms)
    {
        Span<byte> time = stackalloc byte[TimeLength];
        json.WriteString(name, WireText.Time(ms, time));
    }
}
