using Parley.Delivery;
using Parley.Dialects.Social.Wire;
using Parley.Dialects.WebSockets;

namespace Parley.Dialects.Social.Frames;

/// <summary>The <c>friend</c> frames.</summary>
internal static class FriendFrames
{
    public static byte[] Requested(FriendRequested requested) => Envelope.Of(
        "friend",
        "request",
        PersonDto.Of(requested.From, requested.Request.Id, at: requested.Request.CreatedAt),
        SocialJson.Default.PersonDto);

    public static byte[] Accepted(FriendAdded added) =>
        Envelope.Of("friend", "accepted", PersonDto.Of(added.Friend, added.RequestId), SocialJson.Default.PersonDto);

    public static byte[] Removed(FriendRemoved removed)
    {
        var frame = JsonFrame.Begin(out var json);
        Envelope.Open(json, "friend", "removed");
        json.WriteStartObject();
        json.WriteString("user_id"u8, removed.FriendId.Uuid());
        json.WriteEndObject();
        json.WriteEndObject();
        return frame.End();
    }
}
