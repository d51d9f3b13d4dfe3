using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Sqlite;

namespace Parley.Storage.Messages.Sqlite;

/// <summary>The same rows as elsewhere, read from a bare statement; columns in the order of <c>ConversationRows</c> and its siblings.</summary>
internal static class SqliteRows
{
    public static Conversation Conversation(SqliteStatement row) => new()
    {
        Id = new ConversationId(row.Int64(0)),
        TenantId = new TenantId(row.Int64(1)),
        Kind = (ConversationKind)row.Int32(2),
        Low = new UserId(row.Int64(3)), // NULL reads as 0, which is none
        High = new UserId(row.Int64(4)),
        Relation = (PairRelation)row.Int32(5),
        Title = row.Text(6),
        AvatarUrl = row.Text(7),
        OwnerId = new UserId(row.Int64(8)),
        MaxMembers = row.Int32(9),
        MemberCount = row.Int32(10),
        LastSeq = row.Int64(11),
        Rev = row.Int64(12),
        LastMessageAt = row.Int64(13),
        MemberVersion = row.Int64(14),
        CreatedAt = row.Int64(15),
        DissolvedAt = row.Int64OrNull(16),
        OrderId = new OrderId(row.Int64(17)),
        PeerId = new UserId(row.Int64(18)),
    };

    public static Participant Participant(SqliteStatement row) => new()
    {
        ConversationId = new ConversationId(row.Int64(0)),
        UserId = new UserId(row.Int64(1)),
        Role = (MemberRole)row.Int32(2),
        JoinedSeq = row.Int64(3),
        ReadSeq = row.Int64(4),
        DeliveredSeq = row.Int64(5),
        OwnSent = row.Int64(6),
        OwnSentAtRead = row.Int64(7),
        Rev = row.Int64(8),
        JoinedAt = row.Int64(9),
        LeftAt = row.Int64OrNull(10),
    };

    public static Message Message(SqliteStatement row) => new()
    {
        Id = new MessageId(row.Int64(0)),
        ConversationId = new ConversationId(row.Int64(1)),
        Seq = row.Int64(2),
        Rev = row.Int64(3),
        SenderId = new UserId(row.Int64(4)),
        Body = new MessageBody((MessageType)row.Int32(5), row.Text(6)!, row.Int64(7), row.Text(8)),
        ReplyTo = row.Int64OrNull(9) is { } target ? new MessageId(target) : null,
        CreatedAt = row.Int64(10),
        RecalledAt = row.Int64OrNull(11),
    };
}
