using Parley.Conversations;
using Parley.Delivery;
using Parley.Dialects.Social.Wire;
using Parley.Dialects.WebSockets;

namespace Parley.Dialects.Social.Frames;

/// <summary>
/// <c>chat/read</c> and <c>chat/delivered</c>. The core tells where a person's pointers stand, not which one rose: both frames are cumulative
/// and may repeat; <c>delivered</c> goes out only while it is ahead of <c>read</c>, which implies it.
/// </summary>
internal static class PointerFrames
{
    /// <summary>All frames of one move, one behind the other.</summary>
    public static byte[] Of(PointersMoved moved)
    {
        byte[]? first = null;
        List<byte>? all = null;
        foreach (var participant in moved.Participants)
        {
            if (participant.ReadSeq > 0)
                Add(Of(moved.Conversation, participant, "read", "read_seq"u8, participant.ReadSeq));
            if (participant.DeliveredSeq > participant.ReadSeq)
                Add(Of(moved.Conversation, participant, "delivered", "delivered_seq"u8, participant.DeliveredSeq));
        }

        return all?.ToArray() ?? first ?? [];

        void Add(byte[] frame)
        {
            if (first is null)
            {
                first = frame;
                return;
            }

            all ??= [.. first];
            all.AddRange(frame);
        }
    }

    private static byte[] Of(Conversation conversation, Participant participant, string action, ReadOnlySpan<byte> name, long seq)
    {
        var frame = JsonFrame.Begin(out var json);
        Envelope.Open(json, "chat", action);
        json.WriteStartObject();
        json.WriteString("user_id"u8, participant.UserId.Uuid());
        if (conversation.Kind != ConversationKind.Direct)
            json.WriteString("group_id"u8, conversation.Id.Uuid());
        else
            json.WriteString("peer_id"u8, conversation.PeerOf(participant.UserId).Uuid());
        json.WriteString("conversation_id"u8, conversation.Id.Uuid());
        json.WriteNumber(name, seq);
        json.WriteNumber("rev"u8, conversation.Rev);
        json.WriteEndObject();
        json.WriteEndObject();
        return frame.End();
    }
}
