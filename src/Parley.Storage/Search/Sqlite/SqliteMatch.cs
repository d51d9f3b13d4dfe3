using System.Text;
using Parley.Search;

namespace Parley.Storage.Search.Sqlite;

/// <summary>The words of FTS5. No token of a text holds a '#' or a quotation mark (<see cref="Tokeniser"/>), so scope can't be forged and nothing escapes.</summary>
internal static class SqliteMatch
{
    /// <summary>The conversations that the viewer is in and sees something of.</summary>
    public const string ScopeSql = """
        SELECT p.conversation_id FROM participants p JOIN conversations c ON c.id = p.conversation_id
        WHERE p.user_id = @viewer AND p.left_at IS NULL AND c.last_seq > p.joined_seq AND (p.conversation_id = @only OR @only = 0) AND (c.kind = @kind OR @kind = 0)
        """;

    /// <summary>What matches, from the newest down: FTS5 walks its rows backwards, the rest are look-ups by key.</summary>
    public const string FindSql = """
        SELECT m.id FROM message_tokens t
        CROSS JOIN messages m ON m.id = t.rowid
        CROSS JOIN participants p ON p.conversation_id = m.conversation_id AND p.user_id = @viewer
        WHERE t.message_tokens MATCH @match AND t.rowid >= @low AND t.rowid <= @high
            AND p.left_at IS NULL AND m.seq > p.joined_seq AND m.recalled_at IS NULL AND m.created_at >= @from AND m.created_at <= @to
            AND NOT EXISTS (
                SELECT 1 FROM hidden_messages h WHERE h.user_id = @viewer AND h.conversation_id = m.conversation_id AND h.message_id = m.id)
        ORDER BY t.rowid DESC LIMIT @most
        """;

    /// <summary>A message's tokens, scope first.</summary>
    public static string Tokens(IndexedRow row)
    {
        var text = new StringBuilder().Append("#c").Append(row.Conversation).Append(" #t").Append(row.Type);
        foreach (var token in Tokeniser.Cut(row.Text))
            text.Append(' ').Append(token);
        return text.ToString();
    }

    /// <summary>The query: any of the conversations, and the type, and each word.</summary>
    public static string Of(SearchTerms terms, IReadOnlyList<long> conversations)
    {
        var match = new StringBuilder("(");
        foreach (var id in conversations)
            match.Append(match.Length > 1 ? " OR " : "").Append("\"#c").Append(id).Append('"');
        match.Append(')');
        if (terms.Type is { } type)
            match.Append(" AND \"#t").Append((int)type).Append('"');
        foreach (var word in terms.Words)
            match.Append(" AND \"").Append(word.Text).Append(word.IsPrefix ? "\"*" : "\"");
        return match.ToString();
    }
}
