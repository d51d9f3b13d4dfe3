using System.Text;
using Parley.Search;

namespace Parley.Storage.Search.PostgreSql;

/// <summary>
/// The statements of the index on PostgreSQL. No token of a text holds a quotation mark, a backslash, a colon or a blank (<see cref="Tokeniser"/>),
/// so tokens joined by blanks are a tsvector's text, and quoted ones a tsquery's.
/// </summary>
internal static class PostgresSearchSql
{
    /// <summary>What is lost in a crash is indexed again, so a step waits for no disk.</summary>
    public const string Relaxed = "SET LOCAL synchronous_commit = off";

    /// <summary>Every conversation has a mark to lock.</summary>
    public const string AddMarks = """
        INSERT INTO search_marks (conversation_id, rev) SELECT c.id, 0 FROM conversations c WHERE c.id = ANY(@ids) ORDER BY c.id ON CONFLICT DO NOTHING
        """;

    /// <summary>Those that no other node is at.</summary>
    public const string LockMarks =
        "SELECT conversation_id, rev FROM search_marks WHERE conversation_id = ANY(@ids) ORDER BY conversation_id FOR UPDATE SKIP LOCKED";

    /// <summary>How far the conversations have come: all messages up to that rev are there for the statements that follow.</summary>
    public const string Positions = "SELECT id, rev FROM conversations WHERE id = ANY(@ids) ORDER BY id";

    /// <summary>The messages above the marks, some of each conversation.</summary>
    public const string Changed = $"""
        SELECT {IndexedRow.Columns}
        FROM unnest(@ids, @marks, @revs) AS s (id, mark, rev)
        CROSS JOIN LATERAL (
            SELECT * FROM messages n WHERE n.conversation_id = s.id AND n.rev > s.mark AND n.rev <= s.rev ORDER BY n.rev LIMIT @limit) m
        ORDER BY s.id, m.rev
        """;

    /// <summary>Takes words out.</summary>
    public const string Delete = "DELETE FROM message_tokens WHERE message_id = ANY(@ids)";

    /// <summary>Puts words in.</summary>
    public const string Insert = """
        INSERT INTO message_tokens (message_id, conversation_id, seq, scope, words)
        SELECT s.id, s.conversation_id, s.seq, ARRAY[s.conversation_id, -s.type], CAST(s.words AS tsvector)
        FROM unnest(@ids, @conversations, @seqs, @types, @words) AS s (id, conversation_id, seq, type, words)
        ON CONFLICT (message_id) DO UPDATE SET scope = excluded.scope, words = excluded.words
        """;

    /// <summary>Moves the marks.</summary>
    public const string MoveMarks = """
        UPDATE search_marks k SET rev = s.rev FROM unnest(@ids, @revs) AS s (id, rev) WHERE k.conversation_id = s.id
        """;

    /// <summary>
    /// What matches, newest first. The index gives all that does, in no order; messages are looked up for as many as are returned, in order.
    /// (Materialized: otherwise the planner, which knows little of how words are spread, may walk all messages from the newest down.)
    /// </summary>
    public static string Find(SearchTerms terms) => $"""
        WITH mine AS MATERIALIZED (
            SELECT p.conversation_id, p.joined_seq FROM participants p JOIN conversations c ON c.id = p.conversation_id
            WHERE p.user_id = @viewer AND p.left_at IS NULL AND c.last_seq > p.joined_seq {(terms.Conversation is null ? "" : "AND p.conversation_id = @only")}
                {(terms.Kind is null ? "" : "AND c.kind = @kind")}),
        hits AS MATERIALIZED (
            SELECT t.message_id FROM message_tokens t JOIN mine ON mine.conversation_id = t.conversation_id
            WHERE t.scope && (SELECT array_agg(conversation_id) FROM mine) AND t.seq > mine.joined_seq AND t.message_id BETWEEN @low AND @high
                {(terms.Type is null ? "" : "AND t.scope @> ARRAY[@type]")} {(terms.Words.Count == 0 ? "" : "AND t.words @@ CAST(@words AS tsquery)")})
        SELECT m.id FROM hits JOIN messages m ON m.id = hits.message_id
        WHERE m.recalled_at IS NULL AND m.created_at BETWEEN @from AND @to AND NOT EXISTS (
            SELECT 1 FROM hidden_messages h WHERE h.user_id = @viewer AND h.conversation_id = m.conversation_id AND h.message_id = m.id)
        ORDER BY hits.message_id DESC LIMIT @most
        """;

    /// <summary>All of the words.</summary>
    public static string Query(IReadOnlyList<SearchWord> words)
    {
        var query = new StringBuilder();
        foreach (var word in words)
            query.Append(query.Length > 0 ? " & '" : "'").Append(word.Text).Append(word.IsPrefix ? "':*" : "'");
        return query.ToString();
    }
}
