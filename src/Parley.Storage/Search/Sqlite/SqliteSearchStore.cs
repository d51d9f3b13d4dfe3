using Parley.Primitives;
using Parley.Search;

namespace Parley.Storage.Search.Sqlite;

/// <summary>
/// The index of words on SQLite: FTS5 without content, whose rows come in order of the messages' ids, so that a page reads no more than it
/// shows. What is written is read and cut aside; the writer's thread is held up for a few milliseconds a step.
/// </summary>
internal sealed class SqliteSearchStore(Database database, TimeProvider clock) : SearchStore(database, clock)
{
    // A step of 250 usual messages, or of a few very long ones, holds the writer's thread up for 2 to 5 ms.
    private const int MessagesAtOnce = 250;
    private const int TextAtOnce = 8_000;

    private const string PositionSql =
        "SELECT c.rev, coalesce(k.rev, 0) FROM conversations c LEFT JOIN search_marks k ON k.conversation_id = c.id WHERE c.id = @id";

    private const string ChangedSql =
        $"SELECT {IndexedRow.Columns} FROM messages m WHERE m.conversation_id = @id AND m.rev > @mark ORDER BY m.rev LIMIT @limit";

    private const string MarkSql =
        "INSERT INTO search_marks (conversation_id, rev) VALUES (@id, @rev) ON CONFLICT (conversation_id) DO UPDATE SET rev = excluded.rev";

    public override async Task<IndexedMessages> IndexAsync(IReadOnlyList<ConversationId> conversations, CancellationToken cancel)
    {
        var step = await Database.QueryAsync(sql => ReadAsync(sql, conversations), cancel);
        var tokens = step.Messages.ConvertAll(row => row.IsRecalled ? null : SqliteMatch.Tokens(row));
        if (step.Marks.Count > 0)
            await Database.TransactAsync(sql => WriteAsync(sql, step, tokens), cancel);
        return new IndexedMessages(step.Messages.Count, step.Unfinished);
    }

    public override Task ClearAsync(CancellationToken cancel) => Database.TransactAsync(
        async sql => await sql.ExecuteAsync("INSERT INTO message_tokens (message_tokens) VALUES ('delete-all')") + await sql.ExecuteAsync("UPDATE search_marks SET rev = 0"),
        cancel);

    protected override async ValueTask<List<long>> FindIdsAsync(SqlScope sql, UserId viewer, SearchTerms terms, int most)
    {
        var scope = await sql.ListAsync(SqliteMatch.ScopeSql, row => row.GetInt64(0), ("@viewer", viewer.Value), ("@only", terms.Conversation?.Value ?? 0), ("@kind", (int)(terms.Kind ?? 0)));
        if (scope.Count == 0)
            return [];
        var (low, high) = IdsOf(terms);
        return await sql.ListAsync(
            SqliteMatch.FindSql,
            row => row.GetInt64(0),
            ("@match", SqliteMatch.Of(terms, scope)),
            ("@viewer", viewer.Value),
            ("@low", low),
            ("@high", high),
            ("@from", terms.From),
            ("@to", terms.To),
            ("@most", most));
    }

    private static async ValueTask<IndexStep> ReadAsync(SqlScope sql, IReadOnlyList<ConversationId> conversations)
    {
        var step = new IndexStep(MessagesAtOnce, TextAtOnce);
        var share = step.Share(conversations.Count);
        foreach (var id in conversations)
        {
            if (step.IsFull)
            {
                step.Unfinished.Add(id);
                continue;
            }

            var (rev, mark) = await sql.FirstAsync(PositionSql, row => (row.GetInt64(0), row.GetInt64(1)), ("@id", id.Value));
            if (rev <= mark)
                continue;
            var rows = await sql.ListAsync(ChangedSql, IndexedRow.Read, ("@id", id.Value), ("@mark", mark), ("@limit", share));
            step.Add(id.Value, rev, rows.ToArray(), share);
        }

        return step;
    }

    private async ValueTask<int> WriteAsync(SqlScope sql, IndexStep step, List<string?> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var id = step.Messages[i].Id;
            await sql.ExecuteAsync("DELETE FROM message_tokens WHERE rowid = @id", ("@id", id)); // there, if it was changed or taken before
            if (tokens[i] is { } text)
                await sql.ExecuteAsync("INSERT INTO message_tokens (rowid, tokens) VALUES (@id, @tokens)", ("@id", id), ("@tokens", text));
        }

        foreach (var (conversation, rev) in step.Marks)
            await sql.ExecuteAsync(MarkSql, ("@id", conversation), ("@rev", rev));
        await CountAsync(sql, step, MessagesAtOnce);
        return 0;
    }
}
