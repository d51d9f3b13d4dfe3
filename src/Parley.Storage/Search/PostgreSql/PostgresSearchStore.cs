using System.Runtime.InteropServices;
using Parley.Primitives;
using Parley.Search;

namespace Parley.Storage.Search.PostgreSql;

/// <summary>
/// The index of words on PostgreSQL: one GIN over each message's scope and words. A step locks its conversations' marks, so that several nodes
/// never do the same twice; whoever comes second finds nothing left to do.
/// </summary>
internal sealed class PostgresSearchStore(Database database, TimeProvider clock) : SearchStore(database, clock)
{
    private const int MessagesAtOnce = 1000;
    private const int TextAtOnce = 64_000;

    public override Task<IndexedMessages> IndexAsync(IReadOnlyList<ConversationId> conversations, CancellationToken cancel) => Database.TransactAsync(
        async sql =>
        {
            await sql.ExecuteAsync(PostgresSearchSql.Relaxed);
            var step = await ReadAsync(sql, conversations);
            if (step.Marks.Count > 0)
                await WriteAsync(sql, step);
            return new IndexedMessages(step.Messages.Count, step.Unfinished);
        },
        cancel);

    public override Task ClearAsync(CancellationToken cancel) => Database.TransactAsync(async sql => await sql.ExecuteAsync("TRUNCATE message_tokens") + await sql.ExecuteAsync("UPDATE search_marks SET rev = 0"), cancel);

    protected override ValueTask<List<long>> FindIdsAsync(SqlScope sql, UserId viewer, SearchTerms terms, int most)
    {
        var (low, high) = IdsOf(terms);
        List<(string, object?)> args =
        [
            ("@viewer", viewer.Value), ("@low", low), ("@high", high), ("@from", terms.From), ("@to", terms.To), ("@most", most),
        ];
        if (terms.Conversation is { } only)
            args.Add(("@only", only.Value));
        if (terms.Type is { } type)
            args.Add(("@type", -(long)type));
        if (terms.Kind is { } kind)
            args.Add(("@kind", (short)kind));
        if (terms.Words.Count > 0)
            args.Add(("@words", PostgresSearchSql.Query(terms.Words)));
        return sql.ListAsync(PostgresSearchSql.Find(terms), row => row.GetInt64(0), [.. args]);
    }

    private static async ValueTask<IndexStep> ReadAsync(SqlScope sql, IReadOnlyList<ConversationId> conversations)
    {
        var ids = sql.Ids(conversations.Select(id => id.Value));
        await sql.ExecuteAsync(PostgresSearchSql.AddMarks, ("@ids", ids));
        var marks = (await sql.ListAsync(PostgresSearchSql.LockMarks, row => (Id: row.GetInt64(0), Rev: row.GetInt64(1)), ("@ids", ids)))
            .ToDictionary(mark => mark.Id, mark => mark.Rev);
        var all = await sql.ListAsync(PostgresSearchSql.Positions, row => (Id: row.GetInt64(0), Rev: row.GetInt64(1)), ("@ids", ids));

        var step = new IndexStep(MessagesAtOnce, TextAtOnce);
        step.Unfinished.AddRange(all.Where(row => !marks.ContainsKey(row.Id)).Select(row => new ConversationId(row.Id))); // another node is at them
        all.RemoveAll(row => !marks.TryGetValue(row.Id, out var mark) || row.Rev <= mark);
        if (all.Count == 0)
            return step;
        var share = step.Share(all.Count);
        var rows = await sql.ListAsync(
            PostgresSearchSql.Changed,
            IndexedRow.Read,
            ("@ids", all.ConvertAll(row => row.Id).ToArray()),
            ("@marks", all.ConvertAll(row => marks[row.Id]).ToArray()),
            ("@revs", all.ConvertAll(row => row.Rev).ToArray()),
            ("@limit", share));
        var rest = CollectionsMarshal.AsSpan(rows);
        foreach (var (id, rev) in all)
        {
            var own = 0;
            while (own < rest.Length && rest[own].Conversation == id)
                own++;
            step.Add(id, rev, rest[..own], share);
            rest = rest[own..];
        }

        return step;
    }

    private async ValueTask WriteAsync(SqlScope sql, IndexStep step)
    {
        var gone = step.Messages.FindAll(row => row.IsRecalled);
        if (gone.Count > 0)
            await sql.ExecuteAsync(PostgresSearchSql.Delete, ("@ids", gone.ConvertAll(row => row.Id).ToArray()));
        var there = step.Messages.FindAll(row => !row.IsRecalled);
        if (there.Count > 0)
        {
            await sql.ExecuteAsync(
                PostgresSearchSql.Insert,
                ("@ids", there.ConvertAll(row => row.Id).ToArray()),
                ("@conversations", there.ConvertAll(row => row.Conversation).ToArray()),
                ("@seqs", there.ConvertAll(row => row.Seq).ToArray()),
                ("@types", there.ConvertAll(row => (long)row.Type).ToArray()),
                ("@words", there.ConvertAll(row => string.Join(' ', Tokeniser.Cut(row.Text))).ToArray()));
        }

        await sql.ExecuteAsync(
            PostgresSearchSql.MoveMarks,
            ("@ids", step.Marks.ConvertAll(mark => mark.Conversation).ToArray()),
            ("@revs", step.Marks.ConvertAll(mark => mark.Rev).ToArray()));
        await CountAsync(sql, step, MessagesAtOnce);
    }
}
