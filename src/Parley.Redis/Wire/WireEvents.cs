using Parley.Conversations;
using Parley.Delivery;
using Parley.Emergency;
using Parley.Friends;
using Parley.Presence;
using Parley.Primitives;

namespace Parley.Redis.Wire;

/// <summary>The core's events to and from their wire form.</summary>
internal static class WireEvents
{
    public static WireEvent ToWire(OutboundEvent outbound) => outbound switch
    {
        MessageSent e => new()
        {
            Kind = "message",
            Conversation = e.Conversation.ToWire(),
            Message = e.Message.ToWire(),
            Account = e.Sender?.ToWire(),
            TempId = e.TempId,
        },
        MessageRecalled e => new() { Kind = "recalled", Conversation = e.Conversation.ToWire(), Message = e.Message.ToWire() },
        MessageHidden e => new()
        {
            Kind = "hidden",
            Conversation = e.Conversation.ToWire(),
            Message = e.Message.ToWire(),
            UserId = e.UserId.Value,
        },
        SessionMarked e => new() { Kind = "marked", Conversation = e.Conversation.ToWire(), UserId = e.UserId.Value },
        PointersMoved e => new() { Kind = "pointers", Conversation = e.Conversation.ToWire(), Participants = ToWire(e.Participants) },
        GroupChanged e => new()
        {
            Kind = "group",
            Conversation = e.Conversation.ToWire(),
            Participants = ToWire(e.Changed),
            UserId = e.ActorId.Value,
            Number = (int)e.Change,
        },
        TypingChanged e => new() { Kind = "typing", Conversation = e.Conversation.ToWire(), UserId = e.UserId.Value, Flag = e.IsTyping },
        PresenceChanged e => new() { Kind = "presence", UserId = e.UserId.Value, Number = (int)e.Status, At = e.LastSeenAt },
        NotificationAdded e => new() { Kind = "notification", Notification = e.Notification.ToWire() },
        ApplicationEvent e => new()
        {
            Kind = "application",
            TenantId = e.TenantId.Value,
            To = [.. e.Recipients.Select(user => user.Value)],
            Name = e.Name,
            Payload = e.Payload.ToArray(),
        },
        FriendRequested e => new()
        {
            Kind = "friend-requested",
            Account = e.From.ToWire(),
            UserId = e.Request.From.Value,
            PeerId = e.Request.To.Value,
            RequestId = e.Request.Id.Value,
            At = e.Request.CreatedAt,
        },
        FriendAdded e => new()
        {
            Kind = "friend-added",
            UserId = e.UserId.Value,
            Account = e.Friend.ToWire(),
            RequestId = e.RequestId.Value,
        },
        FriendRemoved e => new() { Kind = "friend-removed", UserId = e.UserId.Value, PeerId = e.FriendId.Value },
        HelpCalled e => new() { Kind = "help-called", Emergency = e.Call.ToWire(), Account = e.Caller.ToWire() },
        HelpHandled e => new() { Kind = "help-handled", Emergency = e.Call.ToWire(), Account = e.By.ToWire() },
        _ => throw new InvalidOperationException($"{outbound.GetType().Name} has no wire form."), // MessagesCovered among them: each node's own
    };

    /// <summary>The event; null for a kind that only a newer node knows.</summary>
    public static OutboundEvent? FromWire(WireEvent wire) => wire.Kind switch
    {
        "message" => new MessageSent(At(wire), Need(wire.Message).FromWire(), wire.Account?.FromWire(), wire.TempId),
        "recalled" => new MessageRecalled(At(wire), Need(wire.Message).FromWire()),
        "hidden" => new MessageHidden(At(wire), Need(wire.Message).FromWire(), new UserId(wire.UserId)),
        "marked" => new SessionMarked(At(wire), new UserId(wire.UserId)),
        "pointers" => new PointersMoved(At(wire), FromWire(wire.Participants)),
        "group" => new GroupChanged(At(wire), (GroupChange)wire.Number, new UserId(wire.UserId), FromWire(wire.Participants)),
        "typing" => new TypingChanged(At(wire), new UserId(wire.UserId), wire.Flag),
        "presence" => new PresenceChanged(new UserId(wire.UserId), (PresenceStatus)wire.Number, wire.At),
        "notification" => new NotificationAdded(Need(wire.Notification).FromWire()),
        "application" => new ApplicationEvent(
            new(wire.TenantId), [.. wire.To.Select(id => new UserId(id))], Need(wire.Name), Need(wire.Payload)),
        "friend-requested" => new FriendRequested(
            new FriendRequest(new(wire.RequestId), new(wire.UserId), new(wire.PeerId), wire.At), Need(wire.Account).FromWire()),
        "friend-added" => new FriendAdded(new UserId(wire.UserId), Need(wire.Account).FromWire(), new FriendRequestId(wire.RequestId)),
        "friend-removed" => new FriendRemoved(new UserId(wire.UserId), new UserId(wire.PeerId)),
        "help-called" => new HelpCalled(Need(wire.Emergency).FromWire(), Need(wire.Account).FromWire()),
        "help-handled" => new HelpHandled(Need(wire.Emergency).FromWire(), Need(wire.Account).FromWire()),
        _ => null,
    };

    private static Conversation At(WireEvent wire) => Need(wire.Conversation).FromWire();

    private static WireParticipant[] ToWire(IReadOnlyList<Participant> participants) => [.. participants.Select(WireRecords.ToWire)];

    private static Participant[] FromWire(WireParticipant[]? participants) => [.. Need(participants).Select(WireRecords.FromWire)];

    private static T Need<T>(T? value)
        where T : class => value ?? throw new FormatException("The event lacks a part that its kind needs.");
}
