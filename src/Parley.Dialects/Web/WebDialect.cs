using Parley.Conversations;
using Parley.Delivery;
using Parley.Dialects.Alerts;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Sockets;
using Parley.Dialects.Web.Wire;
using Parley.Emergency;
using Parley.Messages;
using Parley.Presence;
using Parley.SocketIO;

namespace Parley.Dialects.Web;

/// <summary>The Web surface in one namespace: how it says every event. It shows direct conversations only.</summary>
internal sealed class WebDialect(Namespace space, WebEvents events, DeliveryNumbers numbers, FileUrls urls, WebTime time) : SocketDialect(space)
{
    private static readonly WebJson Json = WebJson.Wire;
    private static readonly WebEnvelope<WebNothing> Done = new(new WebNothing());

    /// <summary>The answer to <c>ping</c>.</summary>
    public ReadOnlyMemory<byte> Pong { get; } = space.Encode("pong");

    /// <inheritdoc/>
    public override string Name => "web";

    /// <inheritdoc/>
    public override ContactPolicy DefaultPolicy => events.Options.ContactPolicy;

    /// <inheritdoc/>
    public override bool Shows(ConversationKind kind) => kind == ConversationKind.Direct;

    /// <inheritdoc/>
    public override bool Owns(ReadOnlySpan<byte> name) => WebEvents.IsOwn(name);

    /// <inheritdoc/>
    public override Task HandleAsync(SocketConnection connection, in RawEvent raw) => events.HandleAsync(connection, raw);

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Encode(OutboundEvent outbound) => outbound switch
    {
        ConversationEvent { Conversation.Kind: not ConversationKind.Direct } or TypingChanged { Conversation.Kind: not ConversationKind.Direct } => default,
        MessagesCovered { Conversation.Kind: not ConversationKind.Direct } => default,
        MessageSent sent => Say(sent),
        MessageRecalled recalled => Space.Encode("messageRecalled", new WebRecalled(recalled.Message.Id.Value), Json.WebRecalled),
        MessagesCovered covered => Say(covered),
        TypingChanged typing => Space.Encode("typing", new WebTyping(typing.UserId.Value, typing.IsTyping), Json.WebTyping),
        PresenceChanged presence => Say(presence),
        Announced announced => Space.Encode("message", WebMessage.Of(announced.Announcement, time), Json.WebMessage),
        HelpCalled called => Space.Encode("emergencyCall", EmergencyAlert.Of(called), AlertJson.Wire.EmergencyAlert),
        HelpHandled handled => Space.Encode("emergencyCallUpdated", EmergencyUpdate.Of(handled), AlertJson.Wire.EmergencyUpdate),
        PointersMoved => default, // said message by message
        MessageHidden or GroupChanged or NotificationAdded or ApplicationEvent or FriendRequested or FriendAdded or FriendRemoved => default,
        _ => throw new ArgumentOutOfRangeException(nameof(outbound), outbound.GetType(), "An event without a word."),
    };

    /// <inheritdoc/>
    public override void Accept(SocketConnection connection, Ack ack, PendingSend send)
    {
        var id = send.Message!.Id.Value;
        if (ack.IsRequested)
            ack.Enqueue(new WebEnvelope<WebSent>(new WebSent(id, send.TempId)), Json.WebEnvelopeWebSent);
        else
            connection.Enqueue(Space.Encode("messageStatus", new WebStatus(id, "sent") { TempId = send.TempId }, Json.WebStatus));
    }

    /// <inheritdoc/>
    public override void Confirm(Ack ack) => ack.Enqueue(Done, Json.WebEnvelopeWebNothing);

    /// <inheritdoc/>
    public override void Refuse(SocketConnection connection, Ack ack, string eventName, WireError error, string? tempId = null)
    {
        if (ack.IsRequested)
        {
            ack.Enqueue(
                new WebErrorEnvelope(error.Text, error.Code)
                {
                    Field = error.Field,
                    Limit = error.Limit,
                    RetryAfter = error.RetryAfter is { } wait ? ErrorTexts.SecondsOf(wait) : null,
                },
                Json.WebErrorEnvelope);
        }
        else if (eventName == "message")
        {
            var status = new WebStatus(null, "failed") { TempId = SocketFrames.Cut(tempId), Error = error.Text, Code = error.Code };
            connection.Enqueue(Space.Encode("messageStatus", status, Json.WebStatus));
        }
        else
        {
            connection.Enqueue(Space.Encode("failed", new WebFailed(eventName, error.Text, error.Code) { Field = error.Field }, Json.WebFailed));
        }
    }

    private ReadOnlyMemory<byte> Say(MessageSent sent)
    {
        var message = WebMessage.Of(sent.Message, sent.Conversation, isRead: false, time, urls);
        return Space.Encode("message", message, Json.WebMessage, numbers.Next(sent.Message.ConversationId, sent.Message.Seq));
    }

    private ReadOnlyMemory<byte> Say(PresenceChanged presence)
    {
        var isOnline = presence.Status != PresenceStatus.Offline;
        var seen = presence.LastSeenAt > 0 ? time.Of(presence.LastSeenAt) : null;
        return Space.Encode("onlineStatusChange", new WebPresence(presence.UserId.Value, isOnline, seen), Json.WebPresence);
    }

    private ReadOnlyMemory<byte> Say(MessagesCovered covered) => SocketFrames.Join(
    [
        .. covered.Delivered.Select(id => Space.Encode("messageStatus", new WebStatus(id.Value, "delivered"), Json.WebStatus)),
        .. covered.Read.Select(id => Space.Encode("readStatus", new WebRead(id.Value, ReadStatus: true), Json.WebRead)),
    ]);
}
