using System.Data.Common;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Storage.Messages;

/// <summary>Reads rows of <c>messages</c>, on either database.</summary>
internal static class MessageRows
{
    /// <summary>A message's columns, of table alias <c>m</c>.</summary>
    public const string Columns =
        "m.id, m.conversation_id, m.seq, m.rev, m.sender_id, m.type, m.text, m.file_id, m.data, m.reply_to, m.created_at, m.recalled_at";

    /// <summary>How many those are.</summary>
    public const int Width = 12;

    /// <summary>Reads a message.</summary>
    public static Message Read(DbDataReader reader) => Read(reader, 0);

    /// <summary>Reads a message whose first column is <paramref name="at"/>.</summary>
    public static Message Read(DbDataReader reader, int at) => new()
    {
        Id = new MessageId(reader.GetInt64(at)),
        ConversationId = new ConversationId(reader.GetInt64(at + 1)),
        Seq = reader.GetInt64(at + 2),
        Rev = reader.GetInt64(at + 3),
        SenderId = new UserId(reader.GetInt64(at + 4)),
        Body = new MessageBody(
            (MessageType)reader.GetInt16(at + 5),
            reader.GetString(at + 6),
            reader.GetInt64(at + 7),
            reader.IsDBNull(at + 8) ? null : reader.GetString(at + 8)),
        ReplyTo = reader.IsDBNull(at + 9) ? null : new MessageId(reader.GetInt64(at + 9)),
        CreatedAt = reader.GetInt64(at + 10),
        RecalledAt = reader.IsDBNull(at + 11) ? null : reader.GetInt64(at + 11),
    };
}
