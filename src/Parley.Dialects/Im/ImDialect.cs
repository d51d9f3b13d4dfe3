using Parley.Conversations;
using Parley.Delivery;
using Parley.Dialects.Alerts;
using Parley.Dialects.Files;
using Parley.Dialects.Im.Wire;
using Parley.Emergency;

namespace Parley.Dialects.Im;

/// <summary>How the Im surface says every event: a whole WebSocket frame, built once for all receivers. It has no word for groups that belong to no order.</summary>
internal sealed class ImDialect(FileUrls urls) : IDialect
{
    /// <inheritdoc/>
    public string Name => "im";

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Encode(OutboundEvent outbound) => outbound switch
    {
        ConversationEvent { Conversation.Kind: ConversationKind.Group } => default,
        MessageSent sent => ImFrames.New(ImMessage.Of(sent.Message, sent.Conversation, urls) with { TempId = sent.TempId }),
        MessageRecalled recalled => ImFrames.Recalled(recalled.Message),
        Announced announced => ImFrames.New(ImMessage.Of(announced.Announcement)),
        HelpCalled called => ImFrames.Emergency(EmergencyAlert.Of(called)),
        HelpHandled handled => ImFrames.EmergencyUpdated(EmergencyUpdate.Of(handled)),
        MessageHidden or PointersMoved or MessagesCovered or GroupChanged or TypingChanged or PresenceChanged => default,
        NotificationAdded or ApplicationEvent or FriendRequested or FriendAdded or FriendRemoved => default,
        _ => throw new ArgumentOutOfRangeException(nameof(outbound), outbound.GetType(), "An event without a frame."),
    };
}
