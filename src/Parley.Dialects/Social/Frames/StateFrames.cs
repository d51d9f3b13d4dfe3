using Parley.Accounts;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Dialects.Social.Wire;
using Parley.Dialects.WebSockets;
using Parley.Presence;
using Parley.WebSockets;

namespace Parley.Dialects.Social.Frames;

/// <summary>Sign-in, heartbeat, presence and typing.</summary>
internal static class StateFrames
{
    /// <summary><c>{"type":"pong"}</c>, the same for everybody.</summary>
    public static readonly byte[] Pong = Parley.WebSockets.Frames.Build(Opcode.Text, """{"type":"pong"}"""u8);

    public static byte[] SignedIn(Account account)
    {
        var frame = JsonFrame.Begin(out var json);
        json.WriteStartObject();
        json.WriteString("type"u8, "auth"u8);
        json.WriteString("status"u8, "success"u8);
        json.WriteStartObject("data"u8);
        json.WriteString("user_id"u8, account.Id.Uuid());
        json.WriteString("username"u8, account.Username);
        json.WriteString("display_name"u8, account.DisplayName);
        json.WriteEndObject();
        json.WriteEndObject();
        return frame.End();
    }

    public static byte[] Presence(PresenceChanged changed)
    {
        var frame = JsonFrame.Begin(out var json);
        Envelope.Open(json, "status", null);
        json.WriteStartObject();
        json.WriteString("user_id"u8, changed.UserId.Uuid());
        json.WriteString("status"u8, WireWords.Of(changed.Status));
        if (changed.Status == PresenceStatus.Offline)
            json.WriteString("last_seen_at"u8, WireText.Time(changed.LastSeenAt));
        json.WriteEndObject();
        json.WriteEndObject();
        return frame.End();
    }

    public static byte[] Typing(TypingChanged changed)
    {
        var frame = JsonFrame.Begin(out var json);
        Envelope.Open(json, "typing", null);
        json.WriteStartObject();
        json.WriteString("user_id"u8, changed.UserId.Uuid());
        json.WriteBoolean("is_typing"u8, changed.IsTyping);
        json.WriteString("conversation_id"u8, changed.Conversation.Id.Uuid());
        if (changed.Conversation.Kind != ConversationKind.Direct)
            json.WriteString("group_id"u8, changed.Conversation.Id.Uuid());
        json.WriteEndObject();
        json.WriteEndObject();
        return frame.End();
    }
}
