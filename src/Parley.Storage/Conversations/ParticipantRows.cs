using System.Data.Common;
using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Storage.Conversations;

/// <summary>The participants table's columns and how a row is read.</summary>
internal static class ParticipantRows
{
    /// <summary>In the order that <see cref="Read(DbDataReader)"/> expects, of the table's alias <c>p</c>.</summary>
    public const string Columns =
        "p.conversation_id, p.user_id, p.role, p.joined_seq, p.read_seq, p.delivered_seq, p.own_sent, p.own_sent_at_read, p.rev, "
        + "p.joined_at, p.left_at";

    /// <summary>How many columns there are.</summary>
    public const int Count = 11;

    /// <summary>Reads one row.</summary>
    public static Participant Read(DbDataReader row) => Read(row, 0);

    /// <summary>Reads one row whose columns begin at <paramref name="at"/>.</summary>
    public static Participant Read(DbDataReader row, int at) => new()
    {
        ConversationId = new ConversationId(row.GetInt64(at)),
        UserId = new UserId(row.GetInt64(at + 1)),
        Role = (MemberRole)row.GetInt16(at + 2),
        JoinedSeq = row.GetInt64(at + 3),
        ReadSeq = row.GetInt64(at + 4),
        DeliveredSeq = row.GetInt64(at + 5),
        OwnSent = row.GetInt64(at + 6),
        OwnSentAtRead = row.GetInt64(at + 7),
        Rev = row.GetInt64(at + 8),
        JoinedAt = row.GetInt64(at + 9),
        LeftAt = row.LongOrNull(at + 10),
    };
}
