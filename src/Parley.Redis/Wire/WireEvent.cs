using System.Text.Json.Serialization;

namespace Parley.Redis.Wire;

/// <summary>An event between nodes: one flat record, so that a node of the next version may add a field without harm.</summary>
internal sealed class WireEvent
{
    public string From { get; set; } = "";

    /// <summary>Counted up by the node that publishes: an event for several people may come once for each of them.</summary>
    public long Serial { get; set; }

    public long[] To { get; set; } = [];

    public required string Kind { get; init; }

    public WireConversation? Conversation { get; init; }

    public WireMessage? Message { get; init; }

    public WireAccount? Account { get; init; }

    public WireParticipant[]? Participants { get; init; }

    public WireNotification? Notification { get; init; }

    public WireEmergency? Emergency { get; init; }

    public string? TempId { get; init; }

    public long UserId { get; init; }

    public long PeerId { get; init; }

    public long RequestId { get; init; }

    public long TenantId { get; init; }

    public long At { get; init; }

    public int Number { get; init; }

    public bool Flag { get; init; }

    public string? Name { get; init; }

    public byte[]? Payload { get; init; }
}

internal sealed record WireConversation(
    long Id, long TenantId, byte Kind, long Low, long High, short Relation, string? Title, string? AvatarUrl, long OwnerId, int MaxMembers,
    int MemberCount, long LastSeq, long Rev, long LastMessageAt, long MemberVersion, long CreatedAt, long? DissolvedAt,
    long OrderId = 0, long PeerId = 0);

internal sealed record WireMessage(
    long Id, long ConversationId, long Seq, long Rev, long SenderId, byte Type, string Text, long FileId, string? Data, long? ReplyTo,
    long CreatedAt, long? RecalledAt);

internal sealed record WireAccount(long Id, long TenantId, string Username, string DisplayName, string? AvatarUrl, byte Role);

internal sealed record WireParticipant(
    long ConversationId, long UserId, byte Role, long JoinedSeq, long ReadSeq, long DeliveredSeq, long OwnSent, long OwnSentAtRead, long Rev,
    long JoinedAt, long? LeftAt, long? ReadSeqBefore, long? DeliveredSeqBefore);

internal sealed record WireNotification(long Id, long UserId, byte Type, string Title, string Content, string? Data, long CreatedAt, long? ReadAt);

internal sealed record WireEmergency(long Id, long TenantId, long OrderId, long ConversationId, long CallerId, long ContactId, long CreatedAt,
    byte State = 0, long TakenBy = 0, long? TakenAt = null, long ClosedBy = 0, long? ClosedAt = null);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(WireEvent))]
internal sealed partial class WireContext : JsonSerializerContext;
