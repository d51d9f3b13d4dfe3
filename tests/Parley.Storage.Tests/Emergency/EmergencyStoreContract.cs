using Parley.Accounts;
using Parley.Emergency;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Emergency;

/// <summary>What the store of calls for help promises, on whatever database.</summary>
public abstract class EmergencyStoreContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task Calls_come_back_newest_first_by_pages_and_by_tenant()
    {
        var (tenant, other) = (await fixture.NewTenantAsync(), await fixture.NewTenantAsync());
        var (ann, eve) = (await fixture.AddPersonAsync(tenant), await fixture.AddPersonAsync(other));
        var calls = new List<EmergencyCall>();
        for (var at = 0; at < 3; at++)
        {
            calls.Add(Call(tenant, ann.Id, order: 100 + at, contact: at));
            await fixture.Stores.Emergencies.AddAsync(calls[at], default);
        }

        await fixture.Stores.Emergencies.AddAsync(Call(other, eve.Id, 1, 0), default);
        var newest = await fixture.Stores.Emergencies.ListAsync(tenant, default, 2, default);
        Assert.Equal([calls[2], calls[1]], newest);
        Assert.Equal(calls[0], Assert.Single(await fixture.Stores.Emergencies.ListAsync(tenant, newest[^1].Id, 2, default)));
    }

    [Fact]
    public async Task Helpers_are_the_agents_and_admins_of_the_tenant_who_may_act()
    {
        var (tenant, other) = (await fixture.NewTenantAsync(), await fixture.NewTenantAsync());
        var (agent, gone, customer, elsewhere) = (
            await fixture.AddPersonAsync(tenant), await fixture.AddPersonAsync(tenant), await fixture.AddPersonAsync(tenant), await fixture.AddPersonAsync(other));
        foreach (var (person, role) in new[] { (agent, Role.Agent), (gone, Role.Admin), (elsewhere, Role.Agent) })
            Assert.True(await fixture.Stores.Register.SetRoleAsync(person.TenantId, person.Id, role, 1, default));
        await fixture.Stores.Accounts.SetStatusAsync(tenant, gone.Id, AccountStatus.Disabled, null, "left", default, default);
        Assert.Equal([agent.Id], await fixture.Stores.Emergencies.ReadHelpersAsync(tenant, 10, default));
        Assert.NotEqual(customer.Id, agent.Id);
    }

    private EmergencyCall Call(TenantId tenant, UserId caller, long order, long contact) => new()
    {
        Id = new EmergencyId(fixture.Ids.Next()),
        TenantId = tenant,
        OrderId = new OrderId(order),
        CallerId = caller,
        ContactId = new UserId(contact),
        CreatedAt = 5,
    };
}

/// <summary>On SQLite.</summary>
public sealed class SqliteEmergencyStoreTests(SqliteFixture fixture) : EmergencyStoreContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresEmergencyStoreTests(PostgresFixture fixture) : EmergencyStoreContract(fixture), IClassFixture<PostgresFixture>;
