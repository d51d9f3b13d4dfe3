using Parley.Accounts;
using Parley.Conversations;
using Parley.Emergency;
using Parley.Messages;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Redis.Wire;

/// <summary>The core's records to and from their wire form.</summary>
internal static class WireRecords
{
    public static WireConversation ToWire(this Conversation value) => new(
        value.Id.Value, value.TenantId.Value, (byte)value.Kind, value.Low.Value, value.High.Value, (short)value.Relation, value.Title,
        value.AvatarUrl, value.OwnerId.Value, value.MaxMembers, value.MemberCount, value.LastSeq, value.Rev, value.LastMessageAt,
        value.MemberVersion, value.CreatedAt, value.DissolvedAt, value.OrderId.Value, value.PeerId.Value);

    public static Conversation FromWire(this WireConversation wire) => new()
    {
        Id = new(wire.Id),
        TenantId = new(wire.TenantId),
        Kind = (ConversationKind)wire.Kind,
        OrderId = new(wire.OrderId),
        PeerId = new(wire.PeerId),
        Low = new(wire.Low),
        High = new(wire.High),
        Relation = (PairRelation)wire.Relation,
        Title = wire.Title,
        AvatarUrl = wire.AvatarUrl,
        OwnerId = new(wire.OwnerId),
        MaxMembers = wire.MaxMembers,
        MemberCount = wire.MemberCount,
        LastSeq = wire.LastSeq,
        Rev = wire.Rev,
        LastMessageAt = wire.LastMessageAt,
        MemberVersion = wire.MemberVersion,
        CreatedAt = wire.CreatedAt,
        DissolvedAt = wire.DissolvedAt,
    };

    public static WireMessage ToWire(this Message value) => new(
        value.Id.Value, value.ConversationId.Value, value.Seq, value.Rev, value.SenderId.Value, (byte)value.Body.Type, value.Body.Text,
        value.Body.FileId, value.Body.Data, value.ReplyTo?.Value, value.CreatedAt, value.RecalledAt);

    public static Message FromWire(this WireMessage wire) => new()
    {
        Id = new(wire.Id),
        ConversationId = new(wire.ConversationId),
        Seq = wire.Seq,
        Rev = wire.Rev,
        SenderId = new(wire.SenderId),
        Body = new((MessageType)wire.Type, wire.Text, wire.FileId, wire.Data),
        ReplyTo = wire.ReplyTo is { } id ? new MessageId(id) : null,
        CreatedAt = wire.CreatedAt,
        RecalledAt = wire.RecalledAt,
    };

    public static WireAccount ToWire(this Account value) => new(
        value.Id.Value, value.TenantId.Value, value.Username, value.DisplayName, value.AvatarUrl, (byte)value.Role);

    public static Account FromWire(this WireAccount wire) => new()
    {
        Id = new(wire.Id),
        TenantId = new(wire.TenantId),
        Username = wire.Username,
        DisplayName = wire.DisplayName,
        AvatarUrl = wire.AvatarUrl,
        Role = (Role)wire.Role,
    };

    public static WireParticipant ToWire(this Participant value) => new(
        value.ConversationId.Value, value.UserId.Value, (byte)value.Role, value.JoinedSeq, value.ReadSeq, value.DeliveredSeq, value.OwnSent,
        value.OwnSentAtRead, value.Rev, value.JoinedAt, value.LeftAt, value.ReadSeqBefore, value.DeliveredSeqBefore);

    public static Participant FromWire(this WireParticipant wire) => new()
    {
        ConversationId = new(wire.ConversationId),
        UserId = new(wire.UserId),
        Role = (MemberRole)wire.Role,
        JoinedSeq = wire.JoinedSeq,
        ReadSeq = wire.ReadSeq,
        DeliveredSeq = wire.DeliveredSeq,
        OwnSent = wire.OwnSent,
        OwnSentAtRead = wire.OwnSentAtRead,
        Rev = wire.Rev,
        JoinedAt = wire.JoinedAt,
        LeftAt = wire.LeftAt,
        ReadSeqBefore = wire.ReadSeqBefore,
        DeliveredSeqBefore = wire.DeliveredSeqBefore,
    };

    public static WireNotification ToWire(this Notification value) => new(
        value.Id.Value, value.UserId.Value, (byte)value.Type, value.Title, value.Content, value.Data, value.CreatedAt, value.ReadAt);

    public static Notification FromWire(this WireNotification wire) => new(
        new(wire.Id), new(wire.UserId), (NotificationType)wire.Type, wire.Title, wire.Content, wire.Data, wire.CreatedAt, wire.ReadAt);

    public static WireEmergency ToWire(this EmergencyCall value) => new(
        value.Id.Value, value.TenantId.Value, value.OrderId.Value, value.ConversationId.Value, value.CallerId.Value, value.ContactId.Value, value.CreatedAt,
        (byte)value.State, value.TakenBy.Value, value.TakenAt, value.ClosedBy.Value, value.ClosedAt);

    public static EmergencyCall FromWire(this WireEmergency wire) => new()
    {
        Id = new(wire.Id),
        TenantId = new(wire.TenantId),
        OrderId = new(wire.OrderId),
        ConversationId = new(wire.ConversationId),
        CallerId = new(wire.CallerId),
        ContactId = new(wire.ContactId),
        CreatedAt = wire.CreatedAt,
        State = (EmergencyState)wire.State,
        TakenBy = new(wire.TakenBy),
        TakenAt = wire.TakenAt,
        ClosedBy = new(wire.ClosedBy),
        ClosedAt = wire.ClosedAt,
    };
}
