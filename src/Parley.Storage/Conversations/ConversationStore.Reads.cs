using System.Data.Common;
using System.Text;
using Parley.Conversations;
using Parley.Primitives;
using Parley.Storage.Messages;

namespace Parley.Storage.Conversations;

internal sealed partial class ConversationStore
{
    // The newest message that the person may see: one step down the index (conversation, seq) each.
    private const string ListSql = $"""
        SELECT {ConversationRows.Aliased}, {ParticipantRows.Columns}, {MessageRows.Columns}
        FROM participants p
        JOIN conversations c ON c.id = p.conversation_id
        LEFT JOIN messages m ON m.id = (
            SELECT n.id FROM messages n
            WHERE n.conversation_id = p.conversation_id AND n.seq > p.joined_seq AND NOT EXISTS (
                SELECT 1 FROM hidden_messages h WHERE h.user_id = p.user_id AND h.conversation_id = n.conversation_id AND h.message_id = n.id)
            ORDER BY n.seq DESC LIMIT 1)
        WHERE p.user_id = @user AND p.left_at IS NULL AND (c.kind = @kind OR @kind = 0) AND (c.kind <> 1 OR c.last_seq > 0 OR @empty)
        ORDER BY CASE WHEN c.last_message_at > c.created_at THEN c.last_message_at ELSE c.created_at END DESC, c.id DESC
        """;

    private const string BacklogSql = $"""
        SELECT {ConversationRows.Aliased}, {ParticipantRows.Columns}, d.seq
        FROM participants p
        JOIN conversations c ON c.id = p.conversation_id
        LEFT JOIN device_positions d ON d.user_id = p.user_id AND d.device = @device AND d.conversation_id = p.conversation_id
        WHERE p.user_id = @user AND p.left_at IS NULL
        """;

    private const string AdvancedSqlite = """
        SELECT c.id, c.rev FROM json_each(@known) k CROSS JOIN conversations c
        WHERE c.id = json_extract(k.value, '$[0]') AND c.rev > json_extract(k.value, '$[1]')
        """;

    private const string AdvancedPostgreSql =
        "SELECT c.id, c.rev FROM unnest(@ids, @revs) AS k (id, rev) JOIN conversations c ON c.id = k.id WHERE c.rev > k.rev";

    private const string PartnersSql = """
        SELECT CASE WHEN c.low_user = @user THEN c.high_user ELSE c.low_user END
        FROM participants p JOIN conversations c ON c.id = p.conversation_id
        WHERE p.user_id = @user AND c.kind = 1 AND c.last_seq > 0 AND (c.relation & 6) = 0
        """; // 6: either blocks the other

    /// <inheritdoc/>
    public Task<Conversation?> FindAsync(TenantId tenant, ConversationId id, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            $"SELECT {ConversationRows.Columns} FROM conversations WHERE id = @id AND tenant_id = @tenant",
            ConversationRows.Read,
            ("@id", id.Value),
            ("@tenant", tenant.Value)),
        cancel);

    /// <inheritdoc/>
    public Task<Conversation?> FindForDeliveryAsync(ConversationId id, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync($"SELECT {ConversationRows.Columns} FROM conversations WHERE id = @id", ConversationRows.Read, ("@id", id.Value)),
        cancel);

    /// <inheritdoc/>
    public Task<Conversation?> FindDirectAsync(TenantId tenant, UserId low, UserId high, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(ByPair, ConversationRows.Read, ("@tenant", tenant.Value), ("@low", low.Value), ("@high", high.Value)), cancel);

    /// <inheritdoc/>
    public Task<Participant?> FindParticipantAsync(ConversationId conversation, UserId user, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            $"SELECT {ParticipantRows.Columns} FROM participants p WHERE p.conversation_id = @conversation AND p.user_id = @user",
            ParticipantRows.Read,
            ("@conversation", conversation.Value),
            ("@user", user.Value)),
        cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Participant>> ReadMembersAsync(ConversationId conversation, CancellationToken cancel) =>
        database.QueryAsync<IReadOnlyList<Participant>>(
            async sql => await sql.ListAsync(
                $"SELECT {ParticipantRows.Columns} FROM participants p WHERE p.conversation_id = @conversation AND p.left_at IS NULL ORDER BY p.user_id",
                ParticipantRows.Read,
                ("@conversation", conversation.Value)),
            cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ConversationView>> ListAsync(UserId user, ConversationKind? kind, bool withEmpty, CancellationToken cancel) =>
        database.QueryAsync<IReadOnlyList<ConversationView>>(
            async sql => await sql.ListAsync(
                ListSql,
                ReadView,
                ("@user", user.Value),
                ("@kind", (short)(kind ?? 0)),
                ("@empty", withEmpty)),
            cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BacklogPosition>> ReadBacklogAsync(UserId user, string device, CancellationToken cancel) =>
        database.QueryAsync<IReadOnlyList<BacklogPosition>>(
            async sql => await sql.ListAsync(
                BacklogSql,
                row => new BacklogPosition(
                    ConversationRows.Read(row, 0),
                    ParticipantRows.Read(row, ConversationRows.Count),
                    row.LongOrNull(ConversationRows.Count + ParticipantRows.Count)),
                ("@user", user.Value),
                ("@device", device)),
            cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<(ConversationId Id, long Rev)>> ReadAdvancedAsync(
        IReadOnlyList<(ConversationId Id, long Rev)> known, CancellationToken cancel) =>
        database.QueryAsync<IReadOnlyList<(ConversationId, long)>>(
            async sql => await sql.ListAsync(
                sql.Pick(AdvancedSqlite, AdvancedPostgreSql),
                row => (new ConversationId(row.GetInt64(0)), row.GetInt64(1)),
                sql.Kind == DatabaseKind.Sqlite
                    ? [("@known", Json(known))]
                    : [("@ids", known.Select(one => one.Id.Value).ToArray()), ("@revs", known.Select(one => one.Rev).ToArray())]),
            cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<UserId>> ReadDirectPartnersAsync(UserId user, CancellationToken cancel) =>
        database.QueryAsync<IReadOnlyList<UserId>>(
            async sql => await sql.ListAsync(PartnersSql, row => new UserId(row.GetInt64(0)), ("@user", user.Value)), cancel);

    private static ConversationView ReadView(DbDataReader row)
    {
        const int message = ConversationRows.Count + ParticipantRows.Count;
        return new ConversationView(
            ConversationRows.Read(row, 0),
            ParticipantRows.Read(row, ConversationRows.Count),
            row.IsDBNull(message) ? null : MessageRows.Read(row, message));
    }

    private static string Json(IReadOnlyList<(ConversationId Id, long Rev)> known)
    {
        var text = new StringBuilder("[");
        foreach (var (id, rev) in known)
            text.Append(text.Length > 1 ? "," : "").Append('[').Append(id.Value).Append(',').Append(rev).Append(']');
        return text.Append(']').ToString();
    }
}
