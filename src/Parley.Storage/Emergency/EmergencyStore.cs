using System.Data.Common;
using Parley.Emergency;
using Parley.Primitives;

namespace Parley.Storage.Emergency;

/// <summary>Calls for help.</summary>
internal sealed class EmergencyStore(Database database) : IEmergencyStore
{
    private const string Columns = "id, tenant_id, order_id, conversation_id, caller_id, contact_id, created_at";

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

    public async Task<IReadOnlyList<EmergencyCall>> ListAsync(TenantId tenant, EmergencyId before, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                $"SELECT {Columns} FROM emergency_calls WHERE tenant_id = @tenant AND id < @before ORDER BY id DESC LIMIT @limit",
                Read,
                ("@tenant", tenant.Value),
                ("@before", before.IsNone ? long.MaxValue : before.Value),
                ("@limit", limit)),
            cancel);

    public async Task<IReadOnlyList<UserId>> ReadHelpersAsync(TenantId tenant, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                "SELECT id FROM users WHERE tenant_id = @tenant AND role >= 3 AND status = 0 ORDER BY id LIMIT @limit", // as the index says it
                row => new UserId(row.GetInt64(0)),
                ("@tenant", tenant.Value),
                ("@limit", limit)),
            cancel);

    private static EmergencyCall Read(DbDataReader row) => new()
    {
        Id = new EmergencyId(row.GetInt64(0)),
        TenantId = new TenantId(row.GetInt64(1)),
        OrderId = new OrderId(row.GetInt64(2)),
        ConversationId = new ConversationId(row.GetInt64(3)),
        CallerId = new UserId(row.GetInt64(4)),
        ContactId = new UserId(row.GetInt64(5)),
        CreatedAt = row.GetInt64(6),
    };
}
