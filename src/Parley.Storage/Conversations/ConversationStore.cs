using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Storage.Conversations;

/// <summary>Conversations and participants; the statements are the same on both databases.</summary>
internal sealed partial class ConversationStore(Database database) : IConversationStore
{
    private const string ByPair =
        $"SELECT {ConversationRows.Columns} FROM conversations WHERE tenant_id = @tenant AND low_user = @low AND high_user = @high";

    /// <inheritdoc/>
    public async Task<Outcome<Conversation>> OpenDirectAsync(
        TenantId tenant, UserId low, UserId high, ConversationId newId, long nowMs, CancellationToken cancel)
    {
        if (await FindDirectAsync(tenant, low, high, cancel) is { } open)
            return open;
        return await database.TransactAsync(sql => InsertDirectAsync(sql, tenant, low, high, newId, nowMs), cancel);
    }

    /// <inheritdoc/>
    public Task<Conversation> CreateGroupAsync(Conversation group, IReadOnlyList<Participant> members, CancellationToken cancel) =>
        database.TransactAsync(
            async sql =>
            {
                var row = group with { Rev = 1, MemberCount = members.Count };
                await ConversationWriter.InsertAsync(sql, row);
                foreach (var member in members)
                    await ConversationWriter.InsertAsync(sql, member with { ConversationId = row.Id, Rev = 1 });
                return row;
            },
            cancel);

    /// <inheritdoc/>
    public Task<Outcome<EditedConversation>> EditAsync(
        TenantId tenant,
        ConversationId id,
        Func<Conversation, IReadOnlyList<Participant>, Outcome<ConversationEdit>> decide,
        CancellationToken cancel) =>
        database.TransactAsync<Outcome<EditedConversation>>(
            async sql =>
            {
                if (await ConversationLock.TakeAsync(sql, tenant, id) is not { } conversation)
                    return ChatError.ConversationNotFound;
                var known = await sql.ListAsync(
                    $"SELECT {ParticipantRows.Columns} FROM participants p WHERE p.conversation_id = @id ORDER BY p.user_id",
                    ParticipantRows.Read,
                    ("@id", id.Value));
                var decision = decide(conversation, known.FindAll(participant => participant.IsMember));
                if (!decision.IsOk)
                    return decision.Refusal;
                return await new ConversationWriter(sql, conversation, known).WriteAsync(decision.Value);
            },
            cancel);

    private static async ValueTask<Outcome<Conversation>> InsertDirectAsync(
        SqlScope sql, TenantId tenant, UserId low, UserId high, ConversationId newId, long nowMs)
    {
        var known = await sql.FirstAsync(
            "SELECT count(*) FROM users WHERE tenant_id = @tenant AND id IN (@low, @high)",
            row => row.GetInt64(0),
            ("@tenant", tenant.Value),
            ("@low", low.Value),
            ("@high", high.Value));
        if (known != 2)
            return ChatError.UserNotFound;

        var direct = new Conversation
        {
            Id = newId,
            TenantId = tenant,
            Kind = ConversationKind.Direct,
            Low = low,
            High = high,
            MaxMembers = 2,
            MemberCount = 2,
            MemberVersion = 1,
            CreatedAt = nowMs,
        };

        // Of many who open it at once one inserts; the others wait for its commit and then read its row.
        if (await ConversationWriter.InsertAsync(sql, direct) == 0)
            return (await sql.FirstAsync(ByPair, ConversationRows.Read, ("@tenant", tenant.Value), ("@low", low.Value), ("@high", high.Value)))!;
        await ConversationWriter.InsertAsync(sql, new Participant { ConversationId = newId, UserId = low, JoinedAt = nowMs });
        await ConversationWriter.InsertAsync(sql, new Participant { ConversationId = newId, UserId = high, JoinedAt = nowMs });
        return direct;
    }
}
