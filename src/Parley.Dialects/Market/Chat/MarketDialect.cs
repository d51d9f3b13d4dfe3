using System.Text.Json;
using Parley.Delivery;
using Parley.Dialects.Alerts;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Market.Chat.Wire;
using Parley.Dialects.Sockets;
using Parley.Emergency;
using Parley.Messages;
using Parley.Notifications;
using Parley.Presence;
using Parley.Primitives;
using Parley.SocketIO;

namespace Parley.Dialects.Market.Chat;

/// <summary>The Market surface in one namespace: how it says every event.</summary>
internal sealed class MarketDialect(Namespace space, MarketEvents events, DeliveryNumbers numbers, FileUrls urls) : SocketDialect(space)
{
    private static readonly ChatJson Json = ChatJson.Wire;
    private static readonly Envelope<Nothing> Done = new(Nothing.Value);

    /// <inheritdoc/>
    public override string Name => "market";

    /// <inheritdoc/>
    public override ContactPolicy DefaultPolicy => events.Options.ContactPolicy;

    /// <inheritdoc/>
    public override bool Owns(ReadOnlySpan<byte> name) => MarketEvents.IsOwn(name);

    /// <inheritdoc/>
    public override Task HandleAsync(SocketConnection connection, in RawEvent raw) => events.HandleAsync(connection, raw);

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Encode(OutboundEvent outbound) => outbound switch
    {
        MessageSent sent => Space.Encode("new-message", Of(sent), Json.MessageView, numbers.Next(sent.Message.ConversationId, sent.Message.Seq)),
        MessageRecalled recalled => Space.Encode("message-recalled", Of(recalled.Message), Json.MessageGone),
        MessageHidden hidden => Space.Encode("message-deleted", Of(hidden.Message), Json.MessageGone),
        MessagesCovered { Read.Count: > 0 } covered => Space.Encode("message-read", Of(covered), Json.MessageRead),
        TypingChanged typing => Space.Encode(
            "user-typing", new UserTyping(ChatWords.Id(typing.Conversation.Id), ChatWords.Id(typing.UserId), typing.IsTyping), Json.UserTyping),
        PresenceChanged presence => Space.Encode("presence", Of(presence), Json.PresenceEvent),
        GroupChanged changed => Space.Encode("conversation-updated", Of(changed), Json.ConversationUpdated),
        NotificationAdded added => Space.Encode("notification", Of(added.Notification), Json.NotificationEvent),
        Announced announced => Space.Encode("notification", Of(announced.Announcement.ToNotification(default)), Json.NotificationEvent),
        ApplicationEvent happened => Space.Encode(happened.Name, Read(happened.Payload), Json.JsonElement),
        HelpCalled called => Space.Encode("emergency-call", EmergencyAlert.Of(called), AlertJson.Wire.EmergencyAlert),
        HelpHandled handled => Space.Encode("emergency-call-updated", EmergencyUpdate.Of(handled), AlertJson.Wire.EmergencyUpdate),
        MessagesCovered or PointersMoved or FriendRequested or FriendAdded or FriendRemoved => default,
        _ => throw new ArgumentOutOfRangeException(nameof(outbound), outbound.GetType(), "An event without a word."),
    };

    /// <inheritdoc/>
    public override void Accept(SocketConnection connection, Ack ack, PendingSend send)
    {
        var view = MessageView.Of(send.Message!, send.Conversation!, send.Sender, isRead: false, urls) with { ClientId = send.TempId };
        if (ack.IsRequested)
            ack.Enqueue(new Envelope<MessageView>(view), Json.EnvelopeMessageView);

        // Document 001 tells the whole room, the sender too; clients written against it wait for that and for no answer.
        if (!ack.IsRequested || !send.IsRepeat)
            connection.Enqueue(Space.Encode("new-message", view, Json.MessageView));
    }

    /// <inheritdoc/>
    public override void Confirm(Ack ack) => ack.Enqueue(Done, Json.EnvelopeNothing);

    /// <inheritdoc/>
    public override void Refuse(SocketConnection connection, Ack ack, string eventName, WireError error, string? tempId = null)
    {
        var refused = new ChatRefused(error.Text, error.Code)
        {
            Event = ack.IsRequested ? null : eventName,
            ClientId = SocketFrames.Cut(tempId),
            Field = ChatNames.Of(error.Field),
            Limit = error.Limit,
            RetryAfter = error.RetryAfter is { } wait ? ErrorTexts.SecondsOf(wait) : null,
        };
        if (ack.IsRequested)
            ack.Enqueue(refused, Json.ChatRefused);
        else
            connection.Enqueue(Space.Encode("message-error", refused, Json.ChatRefused));
    }

    private MessageView Of(MessageSent sent) => MessageView.Of(sent.Message, sent.Conversation, sent.Sender, isRead: false, urls);

    private static MessageGone Of(Message message) => new(ChatWords.Id(message.ConversationId), ChatWords.Id(message.Id));

    private static MessageRead Of(MessagesCovered covered) => new(
        ChatWords.Id(covered.Conversation.Id), ChatWords.Id(covered.UserId), ChatWords.Id(covered.Read[^1]), [.. covered.Read.Select(ChatWords.Id)]);

    private static PresenceEvent Of(PresenceChanged presence) => new(
        ChatWords.Id(presence.UserId),
        ChatWords.Of(presence.Status),
        presence.Status == PresenceStatus.Offline && presence.LastSeenAt > 0 ? WireTime.Of(presence.LastSeenAt) : null);

    private static ConversationUpdated Of(GroupChanged changed) => new(
        ChatWords.Id(changed.Conversation.Id),
        JsonNamingPolicy.SnakeCaseLower.ConvertName(changed.Change.ToString()),
        changed.Conversation.Title,
        ChatWords.Id(changed.ActorId),
        [.. changed.Changed.Select(one => ChatWords.Id(one.UserId))]);

    private static NotificationEvent Of(Notification notification) => new(
        ChatWords.Id(EntityKind.Notification, notification.Id.Value),
        ChatWords.Of(notification.Type),
        notification.Title,
        notification.Content,
        notification.Data is { } data ? Read(System.Text.Encoding.UTF8.GetBytes(data)) : null,
        notification.ReadAt is not null,
        WireTime.Of(notification.CreatedAt));

    private static JsonElement Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
