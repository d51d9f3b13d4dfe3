using System.Data.Common;
using Parley.Messages;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Storage.Tenants;

/// <summary>Tenants.</summary>
internal sealed class TenantStore(Database database) : ITenantStore
{
    private const string Select = "SELECT id, name, subdomain, plan_type, is_active, contact_policy, created_at, settings, updated_at FROM tenants";

    public Task<Outcome<Tenant>> CreateAsync(Tenant tenant, byte[] apiKeyHash, CancellationToken cancel) => database.TransactAsync<Outcome<Tenant>>(
        async sql => await InsertAsync(sql, tenant, apiKeyHash, "subdomain") == 0 ? new Refusal(ChatError.AlreadyTaken, Field: "subdomain") : tenant,
        cancel);

    public Task EnsureDefaultAsync(long nowMs, CancellationToken cancel) => database.TransactAsync(
        sql => InsertAsync(sql, new Tenant { Id = Tenant.DefaultId, Name = "Default", CreatedAt = nowMs }, apiKeyHash: null, "id"), cancel);

    public Task<Tenant?> FindAsync(TenantId id, CancellationToken cancel) =>
        database.QueryAsync(sql => sql.FirstAsync($"{Select} WHERE id = @id", Read, ("@id", id.Value)), cancel);

    public Task<Tenant?> FindBySubdomainAsync(string subdomain, CancellationToken cancel) =>
        database.QueryAsync(sql => sql.FirstAsync($"{Select} WHERE subdomain = @subdomain", Read, ("@subdomain", subdomain)), cancel);

    public Task<Tenant?> FindByApiKeyAsync(byte[] apiKeyHash, long nowMs, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            $"{Select} WHERE api_key_hash = @hash OR (old_api_key_hash = @hash AND old_api_key_until > @now)",
            Read,
            ("@hash", apiKeyHash),
            ("@now", nowMs)),
        cancel);

    public async Task<bool> SetApiKeyAsync(TenantId id, byte[] apiKeyHash, long oldUntilMs, CancellationToken cancel) =>
        await database.TransactAsync(
            sql => sql.ExecuteAsync(
                "UPDATE tenants SET old_api_key_hash = api_key_hash, old_api_key_until = @until, api_key_hash = @hash WHERE id = @id",
                ("@id", id.Value),
                ("@hash", apiKeyHash),
                ("@until", oldUntilMs)),
            cancel) > 0;

    public Task<Outcome<Tenant>> UpdateAsync(TenantId id, Func<Tenant, Tenant> change, CancellationToken cancel) => database.TransactAsync<Outcome<Tenant>>(
        async sql =>
        {
            if (await sql.FirstAsync(sql.Pick($"{Select} WHERE id = @id", $"{Select} WHERE id = @id FOR UPDATE"), Read, ("@id", id.Value)) is not { } before)
                return ChatError.NotFound;
            var after = change(before);
            var isTaken = after.Subdomain != before.Subdomain
                && await sql.FirstAsync($"{Select} WHERE subdomain = @subdomain", Read, ("@subdomain", after.Subdomain)) is not null;
            if (isTaken)
                return new Refusal(ChatError.AlreadyTaken, Field: "subdomain");
            await sql.ExecuteAsync(
                """
                UPDATE tenants SET name = @name, subdomain = @subdomain, plan_type = @plan, is_active = @active,
                    contact_policy = CAST(@policy AS smallint), settings = @settings, updated_at = @updated
                WHERE id = @id
                """,
                ("@id", id.Value),
                ("@name", after.Name),
                ("@subdomain", after.Subdomain),
                ("@plan", after.PlanType),
                ("@active", after.IsActive),
                ("@policy", (short?)after.ContactPolicy),
                ("@settings", after.Settings),
                ("@updated", after.UpdatedAt));
            return after;
        },
        cancel);

    public async Task<IReadOnlyList<TenantId>> ListSuspendedAsync(CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync("SELECT id FROM tenants WHERE NOT is_active", row => new TenantId(row.GetInt64(0))), cancel);

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
        Settings = row.TextOrNull(7),
        UpdatedAt = row.GetInt64(8),
    };
}
