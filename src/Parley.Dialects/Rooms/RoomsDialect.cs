using Parley.Conversations;
using Parley.Delivery;
using Parley.Dialects.Alerts;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Rooms.Wire;
using Parley.Dialects.Sockets;
using Parley.Emergency;
using Parley.Messages;
using Parley.Presence;
using Parley.Primitives;
using Parley.SocketIO;

namespace Parley.Dialects.Rooms;

/// <summary>The Rooms surface in one namespace: how it says every event.</summary>
internal sealed class RoomsDialect(Namespace space, RoomsEvents events, DeliveryNumbers numbers, FileUrls urls) : SocketDialect(space)
{
    private static readonly RoomsJson Json = RoomsJson.Wire;
    private static readonly RoomsOk Done = new();

    /// <inheritdoc/>
    public override string Name => "rooms";

    /// <inheritdoc/>
    public override ContactPolicy DefaultPolicy => events.Options.ContactPolicy;

    /// <inheritdoc/>
    public override bool Owns(ReadOnlySpan<byte> name) => RoomsEvents.IsOwn(name);

    /// <inheritdoc/>
    public override Task HandleAsync(SocketConnection connection, in RawEvent raw) => events.HandleAsync(connection, raw);

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Encode(OutboundEvent outbound) => outbound switch
    {
        MessageSent sent => Say(sent),
        MessageRecalled recalled => Space.Encode("message_recalled", Of(recalled.Message), Json.RoomsRecalled),
        MessageHidden hidden => Space.Encode("message_deleted", Of(hidden.Message), Json.RoomsRecalled),
        MessagesCovered covered => Say(covered),
        TypingChanged typing => Space.Encode(
            "typing", new RoomsTyping(Id(typing.Conversation.Id.Value), Id(typing.UserId.Value), typing.IsTyping), Json.RoomsTyping),
        PresenceChanged presence => Say(presence),
        Announced announced => Space.Encode("receive_message", RoomsMessage.Of(announced.Announcement), Json.RoomsMessage),
        HelpCalled called => Space.Encode("emergency_call", EmergencyAlert.Of(called), AlertJson.Wire.EmergencyAlert),
        HelpHandled handled => Space.Encode("emergency_call_updated", EmergencyUpdate.Of(handled), AlertJson.Wire.EmergencyUpdate),
        PointersMoved => default, // said message by message
        GroupChanged or NotificationAdded or ApplicationEvent or FriendRequested or FriendAdded or FriendRemoved => default,
        _ => throw new ArgumentOutOfRangeException(nameof(outbound), outbound.GetType(), "An event without a word."),
    };

    /// <inheritdoc/>
    public override void Accept(SocketConnection connection, Ack ack, PendingSend send)
    {
        var message = send.Message!;
        if (ack.IsRequested)
        {
            var record = RoomsMessage.Of(message, send.Conversation!, isRead: false, urls) with { TempId = send.TempId };
            ack.Enqueue(new RoomsSent(record), Json.RoomsSent);
        }
        else
        {
            var status = new RoomsStatus(Id(message.Id.Value), Id(message.ConversationId.Value), "sent") { TempId = send.TempId };
            connection.Enqueue(Space.Encode("message_status", status, Json.RoomsStatus));
        }
    }

    /// <inheritdoc/>
    public override void Confirm(Ack ack) => ack.Enqueue(Done, Json.RoomsOk);

    /// <inheritdoc/>
    public override void Refuse(SocketConnection connection, Ack ack, string eventName, WireError error, string? tempId = null)
    {
        var failed = new RoomsFailed(error.Code, error.Text)
        {
            Event = ack.IsRequested ? null : eventName,
            TempId = SocketFrames.Cut(tempId),
            Field = RoomsWords.Field(error.Field),
            Limit = error.Limit,
            RetryAfter = error.RetryAfter is { } wait ? ErrorTexts.SecondsOf(wait) : null,
        };
        if (ack.IsRequested)
            ack.Enqueue(failed, Json.RoomsFailed);
        else
            connection.Enqueue(Space.Encode(eventName == "send_message" ? "message_status" : "failed", failed, Json.RoomsFailed));
    }

    private ReadOnlyMemory<byte> Say(MessageSent sent)
    {
        var record = RoomsMessage.Of(sent.Message, sent.Conversation, isRead: false, urls);
        return Space.Encode("receive_message", record, Json.RoomsMessage, numbers.Next(sent.Message.ConversationId, sent.Message.Seq));
    }

    private ReadOnlyMemory<byte> Say(PresenceChanged presence) => presence.Status == PresenceStatus.Offline
        ? Space.Encode("user_offline", new RoomsPresence(Id(presence.UserId.Value)) { LastSeen = presence.LastSeenAt }, Json.RoomsPresence)
        : Space.Encode("user_online", new RoomsPresence(Id(presence.UserId.Value)), Json.RoomsPresence);

    // In a room a message is delivered and read as often as there are members: there only who read what is said.
    private ReadOnlyMemory<byte> Say(MessagesCovered covered)
    {
        var frames = new List<ReadOnlyMemory<byte>>();
        var chat = Id(covered.Conversation.Id.Value);
        if (covered.Conversation.Kind == ConversationKind.Direct)
        {
            AddStatuses(frames, chat, covered.Delivered, "delivered");
            AddStatuses(frames, chat, covered.Read, "read");
        }

        if (covered.Read.Count > 0)
        {
            var read = new RoomsRead(chat, Id(covered.UserId.Value), [.. covered.Read.Select(id => Id(id.Value))]);
            frames.Add(Space.Encode("messages_read", read, Json.RoomsRead));
        }

        return SocketFrames.Join(frames);
    }

    private void AddStatuses(List<ReadOnlyMemory<byte>> frames, string chat, IReadOnlyList<MessageId> messages, string status)
    {
        foreach (var message in messages)
            frames.Add(Space.Encode("message_status", new RoomsStatus(Id(message.Value), chat, status), Json.RoomsStatus));
    }

    private static RoomsRecalled Of(Message message) => new(Id(message.Id.Value), Id(message.ConversationId.Value));

    private static string Id(long id) => RoomsMessage.IdOf(id);
}
