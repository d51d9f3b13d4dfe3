using Parley.Delivery;
using Parley.Dialects.Alerts;
using Parley.Dialects.Files;
using Parley.Dialects.Social.Frames;
using Parley.Dialects.Social.Wire;
using Parley.Emergency;

namespace Parley.Dialects.Social;

/// <summary>How the Social surface says every event: a whole WebSocket frame (or several behind each other), built once for all receivers.</summary>
internal sealed class SocialDialect(FileUrls urls) : IDialect
{
    /// <inheritdoc/>
    public string Name => "social";

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Encode(OutboundEvent outbound) => outbound switch
    {
        MessageSent sent => MessageFrames.New(sent, urls),
        MessageRecalled recalled => MessageFrames.Recall(recalled.Conversation, recalled.Message),
        MessageHidden hidden => MessageFrames.Hide(hidden),
        PointersMoved moved => PointerFrames.Of(moved),
        MessagesCovered => default, // the pointers say it
        GroupChanged changed => GroupFrames.Of(changed),
        TypingChanged typing => StateFrames.Typing(typing),
        PresenceChanged presence => StateFrames.Presence(presence),
        NotificationAdded added => Envelope.Of("notification", null, NotificationData.Of(added.Notification, isLive: true), SocialJson.Default.NotificationDto),
        Announced announced => Envelope.Of(
            "notification", null, NotificationData.Of(announced.Announcement.ToNotification(default), isLive: true), SocialJson.Default.NotificationDto),
        ApplicationEvent => default, // an order's or a payment's: no word for it here
        HelpCalled called => Envelope.Of("emergency_call", null, EmergencyAlert.Of(called), AlertJson.Wire.EmergencyAlert),
        HelpHandled handled => Envelope.Of("emergency_call_updated", null, EmergencyUpdate.Of(handled), AlertJson.Wire.EmergencyUpdate),
        FriendRequested requested => FriendFrames.Requested(requested),
        FriendAdded added => FriendFrames.Accepted(added),
        FriendRemoved removed => FriendFrames.Removed(removed),
        _ => throw new ArgumentOutOfRangeException(nameof(outbound), outbound.GetType(), "An event without a frame."),
    };
}
