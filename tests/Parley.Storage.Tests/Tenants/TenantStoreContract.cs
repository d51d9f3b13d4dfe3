using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;
using Parley.Tenants;

namespace Parley.Storage.Tests.Tenants;

public sealed class TenantStoreOnSqlite(SqliteFixture fixture) : TenantStoreContract(fixture), IClassFixture<SqliteFixture>;

public sealed class TenantStoreOnPostgres(PostgresFixture fixture) : TenantStoreContract(fixture), IClassFixture<PostgresFixture>;

public abstract class TenantStoreContract(DatabaseFixture fixture)
{
    private ITenantStore Tenants => fixture.Stores.Tenants;

    [Fact]
    public async Task A_tenant_is_found_by_id_subdomain_and_key()
    {
        var (tenant, key) = (New("acme") with { ContactPolicy = ContactPolicy.Friends, IsActive = false, PlanType = "gold" }, Key());
        Assert.Equal(tenant, (await Tenants.CreateAsync(tenant, key, default)).Value);

        Assert.Equal(tenant, await Tenants.FindAsync(tenant.Id, default));
        Assert.Equal(tenant, await Tenants.FindBySubdomainAsync("acme", default));
        Assert.Equal(tenant, await Tenants.FindByApiKeyAsync(key, 1_000, default));
        Assert.Null(await Tenants.FindByApiKeyAsync(Key(), 1_000, default));
    }

    [Fact]
    public async Task A_taken_subdomain_is_refused()
    {
        await Tenants.CreateAsync(New("twice"), Key(), default);
        Assert.Equal(new Refusal(ChatError.AlreadyTaken, Field: "subdomain"), (await Tenants.CreateAsync(New("twice"), Key(), default)).Refusal);
    }

    [Fact]
    public async Task A_new_key_replaces_the_old_one()
    {
        var (tenant, old, key) = (New("rekeyed"), Key(), Key());
        await Tenants.CreateAsync(tenant, old, default);

        Assert.True(await Tenants.SetApiKeyAsync(tenant.Id, key, 2_000, default));
        Assert.Equal(tenant, await Tenants.FindByApiKeyAsync(old, 1_999, default));
        Assert.Null(await Tenants.FindByApiKeyAsync(old, 2_000, default));
        Assert.Equal(tenant, await Tenants.FindByApiKeyAsync(key, 1_000, default));
        Assert.False(await Tenants.SetApiKeyAsync(new TenantId(77), Key(), 0, default));
    }

    [Fact]
    public async Task A_change_is_kept_whole_and_takes_no_subdomain_of_another()
    {
        var (one, other) = (New("changed"), New("other"));
        await Tenants.CreateAsync(one, Key(), default);
        await Tenants.CreateAsync(other, Key(), default);
        var wanted = one with { Name = "新", Subdomain = "moved", PlanType = "gold", IsActive = false, ContactPolicy = ContactPolicy.Friends, Settings = "{}", UpdatedAt = 9 };

        Assert.Equal(wanted, (await Tenants.UpdateAsync(one.Id, _ => wanted, default)).Value);
        Assert.Equal(wanted, await Tenants.FindBySubdomainAsync("moved", default));
        Assert.Contains(one.Id, await Tenants.ListSuspendedAsync(default));
        Assert.Equal(new Refusal(ChatError.AlreadyTaken, Field: "subdomain"), (await Tenants.UpdateAsync(one.Id, tenant => tenant with { Subdomain = "other" }, default)).Refusal);
        Assert.Equal(ChatError.NotFound, (await Tenants.UpdateAsync(new TenantId(77), tenant => tenant, default)).Refusal?.Error);
        await Tenants.UpdateAsync(one.Id, tenant => tenant with { IsActive = true, ContactPolicy = null, Settings = null }, default);
        Assert.DoesNotContain(one.Id, await Tenants.ListSuspendedAsync(default));
    }

    [Fact]
    public async Task The_default_tenant_is_made_once_by_however_many_start()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Tenants.EnsureDefaultAsync(1000 + i, default))));
        var made = await Tenants.FindAsync(Tenant.DefaultId, default);
        await Tenants.EnsureDefaultAsync(1, default);

        Assert.NotNull(made);
        Assert.Null(made.Subdomain);
        Assert.Equal(made, await Tenants.FindAsync(Tenant.DefaultId, default));
    }

    [Fact]
    public async Task Pages_follow_the_id()
    {
        var made = new[] { New("page1"), New("page2"), New("page3") };
        foreach (var tenant in made)
            await Tenants.CreateAsync(tenant, Key(), default);

        Assert.Equal(made[1..], (await Tenants.ListAsync(made[0].Id, 2, default)).Take(2));
        Assert.Single(await Tenants.ListAsync(new TenantId(0), 1, default));
    }

    private static byte[] Key() => Guid.NewGuid().ToByteArray();

    private Tenant New(string subdomain) => new() { Id = new TenantId(fixture.Ids.Next()), Name = "N", Subdomain = subdomain, CreatedAt = 5 };
}
