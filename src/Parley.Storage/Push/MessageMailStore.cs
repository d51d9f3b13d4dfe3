using Parley.Conversations;
using Parley.Jobs;
using Parley.Primitives;
using Parley.Push;
using Parley.Storage.Jobs;

namespace Parley.Storage.Push;

/// <summary>Who is to be told by mail of which conversation. All times by the database's clock: those of the nodes may differ, and the interval is a promise.</summary>
internal sealed class MessageMailStore(Database database, JobInserts jobs, TimeProvider clock) : IMessageMailStore
{
    // What somebody read since the last mail begins anew.
    private const string IsFree = "(m.sent_at IS NULL OR m.sent_seq <= p.read_seq)";

    public async Task<IReadOnlyList<UserId>> AskAsync(
        Conversation conversation, long seq, IReadOnlyCollection<UserId> users, MessageMailOptions options, CancellationToken cancel)
    {
        // A look beside the writer first: most people never asked for such mail.
        var willing = await database.QueryAsync(
            sql => sql.ListAsync(
                $"""
                SELECT u.id, u.preferences FROM users u
                WHERE {sql.In("u.id", "@ids")} AND u.tenant_id = @tenant AND u.email IS NOT NULL AND u.preferences LIKE @key
                ORDER BY u.id
                """,
                row => (Id: row.GetInt64(0), Wants: MailPreferences.Read(row.GetString(1)).Messages),
                ("@ids", sql.Ids(users.Select(user => user.Value))),
                ("@tenant", conversation.TenantId.Value),
                ("@key", $"%\"{MailPreferences.MessagesKey}\"%")),
            cancel);
        long[] ids = [.. willing.Where(one => one.Wants).Select(one => one.Id)];
        if (ids.Length == 0)
            return [];
        return await jobs.ThenWakeAsync(database.TransactAsync<IReadOnlyList<UserId>>(
            async sql =>
            {
                (string, object?)[] args =
                [
                    ("@ids", sql.Ids(ids)), ("@chat", conversation.Id.Value), ("@seq", seq), ("@now", clock.NowMs()),
                    ("@wait", (long)options.Wait.TotalMilliseconds), ("@interval", (long)options.Interval.TotalMilliseconds),
                ];
                await sql.ExecuteAsync(
                    $"""
                    INSERT INTO mail_marks (user_id, conversation_id, asked_seq)
                    SELECT u.id, @chat, @seq FROM users u WHERE {sql.In("u.id", "@ids")} ORDER BY u.id
                    ON CONFLICT (user_id, conversation_id) DO UPDATE SET asked_seq = excluded.asked_seq
                        WHERE coalesce(mail_marks.asked_seq, 0) < excluded.asked_seq
                    """,
                    args);
                var marked = await sql.ListAsync(
                    $"""
                    SELECT m.user_id, {sql.Pick("max", "greatest")}({Now(sql)} + @wait, CASE WHEN {IsFree} THEN 0 ELSE m.sent_at + @interval END)
                    FROM mail_marks m JOIN participants p ON p.conversation_id = m.conversation_id AND p.user_id = m.user_id
                    WHERE {sql.In("m.user_id", "@ids")} AND m.conversation_id = @chat
                    ORDER BY m.user_id
                    """,
                    row => (User: new UserId(row.GetInt64(0)), Due: row.GetInt64(1)),
                    args);
                await jobs.InsertAsync(sql, [.. marked.Select(one => Job(conversation.TenantId, one.User, one.Due))]);
                return [.. marked.Select(one => one.User)];
            },
            cancel));
    }

    public Task<IReadOnlyList<UnreadChat>> ReadAsync(UserId user, TimeSpan interval, int limit, CancellationToken cancel) =>
        database.QueryAsync<IReadOnlyList<UnreadChat>>(
            async sql =>
            {
                var rows = await UnreadRows.ListAsync(sql, user, Now(sql), IsFree, (long)interval.TotalMilliseconds, clock.NowMs(), limit);
                List<UnreadChat> chats = [];
                foreach (var row in rows)
                    chats.Add(row.IsOpen ? row.Chat with { From = await UnreadRows.CountAsync(sql, user, row) } : row.Chat);
                return chats;
            },
            cancel);

    public Task<TakenMail> TakeAsync(UserId user, IReadOnlyCollection<UnreadChat> chats, TimeSpan interval, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            var now = await sql.FirstAsync($"SELECT {Now(sql)}", row => row.GetInt64(0), ("@now", clock.NowMs()));
            List<UnreadChat> taken = [];
            foreach (var chat in chats.OrderBy(chat => chat.Id.Value))
            {
                var count = await sql.ExecuteAsync(
                    """
                    UPDATE mail_marks SET sent_at = @at, sent_seq = @told
                    WHERE user_id = @user AND conversation_id = @chat AND asked_seq IS NOT NULL AND sent_seq < @told
                        AND (sent_at IS NULL OR sent_at <= @at - @interval
                            OR sent_seq <= (SELECT p.read_seq FROM participants p WHERE p.conversation_id = @chat AND p.user_id = @user))
                    """,
                    ("@user", user.Value),
                    ("@chat", chat.Id.Value),
                    ("@told", chat.NewestSeq),
                    ("@at", now),
                    ("@interval", (long)interval.TotalMilliseconds));
                if (count > 0)
                    taken.Add(chat);
            }

            return new TakenMail(taken, now);
        },
        cancel);

    public Task ReleaseAsync(UserId user, TakenMail taken, CancellationToken cancel) => EachAsync(
        "UPDATE mail_marks SET sent_at = NULL, sent_seq = @told WHERE user_id = @user AND conversation_id = @chat AND sent_at = @at",
        user,
        taken.Chats,
        taken.At,
        cancel);

    public Task DropAsync(UserId user, IReadOnlyCollection<UnreadChat> chats, CancellationToken cancel) => EachAsync(
        "UPDATE mail_marks SET asked_seq = NULL WHERE user_id = @user AND conversation_id = @chat AND asked_seq <= @asked", user, chats, 0, cancel);

    private Task EachAsync(string statement, UserId user, IReadOnlyCollection<UnreadChat> chats, long at, CancellationToken cancel) =>
        chats.Count == 0 ? Task.CompletedTask : database.TransactAsync(
            async sql =>
            {
                foreach (var chat in chats.OrderBy(chat => chat.Id.Value))
                {
                    await sql.ExecuteAsync(
                        statement, ("@user", user.Value), ("@chat", chat.Id.Value), ("@told", chat.ToldSeq), ("@asked", chat.AskedSeq), ("@at", at));
                }

                return true;
            },
            cancel);

    private static NewJob Job(TenantId tenant, UserId user, long due) => new()
    {
        Kind = MessageMailJob.Kind,
        TenantId = tenant,
        UniqueKey = new MessageMailJob(user).ToPayload(),
        Payload = new MessageMailJob(user).ToPayload(),
        RunAt = due,
    };

    private static string Now(SqlScope sql) => sql.Pick(sqlite: "@now", postgres: JobInserts.PostgresNow);
}
