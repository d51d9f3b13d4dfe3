using System.Data.Common;
using Parley.Emergency;
using Parley.Primitives;

namespace Parley.Storage.Emergency;

/// <summary>Calls for help.</summary>
internal sealed class EmergencyStore(Database database) : IEmergencyStore
{
    private const string Columns = "id, tenant_id, order_id, conversation_id, caller_id, contact_id, created_at";
    private const string Read = $"{Columns}, status, taken_by, taken_at, closed_by, closed_at, note";

    public Task AddAsync(EmergencyCall call, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            $"INSERT INTO emergency_calls ({Columns}) VALUES (@id, @tenant, @order, @conversation, @caller, @contact, @at)",
            ("@id", call.Id.Value),
            ("@tenant", call.TenantId.Value),
            ("@order", call.OrderId.Value),
            ("@conversation", call.ConversationId.Value),
            ("@caller", call.CallerId.Value),
            ("@contact", call.ContactId.Value),
            ("@at", call.CreatedAt)),
        cancel);

    public async Task<IReadOnlyList<EmergencyCall>> ListAsync(TenantId tenant, EmergencyState? state, EmergencyId before, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                $"SELECT {Read} FROM emergency_calls WHERE tenant_id = @tenant AND id < @before {(state is null ? "" : "AND status = @state")} ORDER BY id DESC LIMIT @limit",
                ReadCall,
                ("@tenant", tenant.Value),
                ("@before", before.IsNone ? long.MaxValue : before.Value),
                ("@state", (short)(state ?? 0)),
                ("@limit", limit)),
            cancel);

    public Task<EmergencyCall?> FindAsync(TenantId tenant, EmergencyId id, CancellationToken cancel) =>
        database.QueryAsync(sql => FindAsync(sql, tenant, id), cancel);

    public Task<Outcome<EmergencyCall>> StepAsync(TenantId tenant, EmergencyId id, EmergencyStep step, CancellationToken cancel) =>
        database.TransactAsync<Outcome<EmergencyCall>>(
            async sql =>
            {
                var stepped = await sql.ExecuteAsync(
                    $"""
                    UPDATE emergency_calls SET status = @to, note = coalesce(@note, note),
                        {(step.To == EmergencyState.Closed ? "closed_by = @by, closed_at = @at" : "taken_by = @by, taken_at = @at")}
                    WHERE id = @id AND (@tenant = 0 OR tenant_id = @tenant) AND status < @to
                    """,
                    ("@id", id.Value),
                    ("@tenant", tenant.Value),
                    ("@to", (short)step.To),
                    ("@note", step.Note),
                    ("@by", step.By.Value),
                    ("@at", step.At));
                if (await FindAsync(sql, tenant, id) is not { } call)
                    return ChatError.NotFound;
                return stepped == 0 ? ChatError.Conflict : call;
            },
            cancel);

    public async Task<IReadOnlyList<UserId>> ReadHelpersAsync(TenantId tenant, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                "SELECT id FROM users WHERE tenant_id = @tenant AND role >= 3 AND status = 0 ORDER BY id LIMIT @limit", // as the index says it
                row => new UserId(row.GetInt64(0)),
                ("@tenant", tenant.Value),
                ("@limit", limit)),
            cancel);

    private static ValueTask<EmergencyCall?> FindAsync(SqlScope sql, TenantId tenant, EmergencyId id) => sql.FirstAsync(
        $"SELECT {Read} FROM emergency_calls WHERE id = @id AND (@tenant = 0 OR tenant_id = @tenant)", ReadCall, ("@id", id.Value), ("@tenant", tenant.Value));

    private static EmergencyCall ReadCall(DbDataReader row) => new()
    {
        Id = new EmergencyId(row.GetInt64(0)),
        TenantId = new TenantId(row.GetInt64(1)),
        OrderId = new OrderId(row.GetInt64(2)),
        ConversationId = new ConversationId(row.GetInt64(3)),
        CallerId = new UserId(row.GetInt64(4)),
        ContactId = new UserId(row.GetInt64(5)),
        CreatedAt = row.GetInt64(6),
        State = (EmergencyState)row.GetInt16(7),
        TakenBy = new UserId(row.GetInt64(8)),
        TakenAt = row.LongOrNull(9),
        ClosedBy = new UserId(row.GetInt64(10)),
        ClosedAt = row.LongOrNull(11),
        Note = row.TextOrNull(12),
    };
}
