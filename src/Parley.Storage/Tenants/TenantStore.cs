using System.Data.Common;
using Parley.Messages;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Storage.Tenants;

/// <summary>Tenants.</summary>
internal sealed class TenantStore(Database database) : ITenantStore
{
    private const string Select = "SELECT id, name, subdomain, plan_type, is_active, contact_policy, created_at FROM tenants";

    public Task<Outcome<Tenant>> CreateAsync(Tenant tenant, byte[] apiKeyHash, CancellationToken cancel) => database.TransactAsync<Outcome<Tenant>>(
        async sql => await InsertAsync(sql, tenant, apiKeyHash, "subdomain") == 0 ? new Refusal(ChatError.AlreadyTaken, Field: "subdomain") : tenant,
        cancel);

    public Task EnsureDefaultAsync(long nowMs, CancellationToken cancel) => database.TransactAsync(
        sql => InsertAsync(sql, new Tenant { Id = Tenant.DefaultId, Name = "Default", CreatedAt = nowMs }, apiKeyHash: null, "id"), cancel);

    public Task<Tenant?> FindAsync(TenantId id, CancellationToken cancel) =>
        database.QueryAsync(sql => sql.FirstAsync($"{Select} WHERE id = @id", Read, ("@id", id.Value)), cancel);

    public Task<Tenant?> FindBySubdomainAsync(string subdomain, CancellationToken cancel) =>
        database.QueryAsync(sql => sql.FirstAsync($"{Select} WHERE subdomain = @subdomain", Read, ("@subdomain", subdomain)), cancel);

    public Task<Tenant?> FindByApiKeyAsync(byte[] apiKeyHash, CancellationToken cancel) =>
        database.QueryAsync(sql => sql.FirstAsync($"{Select} WHERE api_key_hash = @hash", Read, ("@hash", apiKeyHash)), cancel);

    public async Task<bool> SetApiKeyAsync(TenantId id, byte[] apiKeyHash, CancellationToken cancel) =>
        await database.TransactAsync(
            sql => sql.ExecuteAsync("UPDATE tenants SET api_key_hash = @hash WHERE id = @id", ("@id", id.Value), ("@hash", apiKeyHash)), cancel) > 0;

    public async Task<IReadOnlyList<Tenant>> ListAsync(TenantId after, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync($"{Select} WHERE id > @after ORDER BY id LIMIT @limit", Read, ("@after", after.Value), ("@limit", limit)), cancel);

    private static ValueTask<int> InsertAsync(SqlScope sql, Tenant tenant, byte[]? apiKeyHash, string unless) => sql.ExecuteAsync(
        $"""
        INSERT INTO tenants (id, name, subdomain, api_key_hash, plan_type, is_active, contact_policy, created_at)
        VALUES (@id, @name, @subdomain, @hash, @plan, @active, @policy, @created) ON CONFLICT ({unless}) DO NOTHING
        """,
        ("@id", tenant.Id.Value),
        ("@name", tenant.Name),
        ("@subdomain", tenant.Subdomain),
        ("@hash", apiKeyHash),
        ("@plan", tenant.PlanType),
        ("@active", tenant.IsActive),
        ("@policy", (short?)tenant.ContactPolicy),
        ("@created", tenant.CreatedAt));

    private static Tenant Read(DbDataReader row) => new()
    {
        Id = new TenantId(row.GetInt64(0)),
        Name = row.GetString(1),
        Subdomain = row.TextOrNull(2),
        PlanType = row.GetString(3),
        IsActive = row.GetBoolean(4),
        ContactPolicy = row.IsDBNull(5) ? null : (ContactPolicy)row.GetInt16(5),
        CreatedAt = row.GetInt64(6),
    };
}
