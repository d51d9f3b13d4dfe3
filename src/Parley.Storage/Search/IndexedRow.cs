using System.Data.Common;

namespace Parley.Storage.Search;

/// <summary>What the index needs of a message.</summary>
internal readonly record struct IndexedRow(long Conversation, long Id, long Seq, long Rev, short Type, string Text, bool IsRecalled)
{
    /// <summary>In the order that <see cref="Read"/> expects, of the table's alias <c>m</c>.</summary>
    public const string Columns = "m.conversation_id, m.id, m.seq, m.rev, m.type, m.text, m.recalled_at IS NOT NULL";

    public static IndexedRow Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt16(4), row.GetString(5), row.GetBoolean(6));
}
