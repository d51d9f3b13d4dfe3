using System.Data.Common;
using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Storage.Conversations;

/// <summary>The conversations table's columns and how a row is read.</summary>
internal static class ConversationRows
{
    /// <summary>In the order that reading expects.</summary>
    public const string Columns =
        "id, tenant_id, kind, low_user, high_user, relation, title, avatar_url, owner_id, max_members, member_count, "
        + "last_seq, rev, last_message_at, member_version, created_at, dissolved_at, order_id, peer_id";

    /// <summary>The same, of the table's alias <c>c</c>, for statements that join.</summary>
    public const string Aliased =
        "c.id, c.tenant_id, c.kind, c.low_user, c.high_user, c.relation, c.title, c.avatar_url, c.owner_id, c.max_members, c.member_count, "
        + "c.last_seq, c.rev, c.last_message_at, c.member_version, c.created_at, c.dissolved_at, c.order_id, c.peer_id";

    /// <summary>How many columns there are.</summary>
    public const int Count = 19;

    /// <summary>Reads one row.</summary>
    public static Conversation Read(DbDataReader row) => Read(row, 0);

    /// <summary>Reads one row whose columns begin at <paramref name="at"/>.</summary>
    public static Conversation Read(DbDataReader row, int at) => new()
    {
        Id = new ConversationId(row.GetInt64(at)),
        TenantId = new TenantId(row.GetInt64(at + 1)),
        Kind = (ConversationKind)row.GetInt16(at + 2),
        Low = new UserId(row.LongOrNull(at + 3) ?? 0),
        High = new UserId(row.LongOrNull(at + 4) ?? 0),
        Relation = (PairRelation)row.GetInt16(at + 5),
        Title = row.TextOrNull(at + 6),
        AvatarUrl = row.TextOrNull(at + 7),
        OwnerId = new UserId(row.LongOrNull(at + 8) ?? 0),
        MaxMembers = row.GetInt32(at + 9),
        MemberCount = row.GetInt32(at + 10),
        LastSeq = row.GetInt64(at + 11),
        Rev = row.GetInt64(at + 12),
        LastMessageAt = row.GetInt64(at + 13),
        MemberVersion = row.GetInt64(at + 14),
        CreatedAt = row.GetInt64(at + 15),
        DissolvedAt = row.LongOrNull(at + 16),
        OrderId = new OrderId(row.LongOrNull(at + 17) ?? 0),
        PeerId = new UserId(row.LongOrNull(at + 18) ?? 0),
    };
}
