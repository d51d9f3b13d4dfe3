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
        var newest = await fixture.Stores.Emergencies.ListAsync(tenant, null, default, 2, default);
        Assert.Equal([calls[2], calls[1]], newest);
        Assert.Equal(calls[0], Assert.Single(await fixture.Stores.Emergencies.ListAsync(tenant, null, newest[^1].Id, 2, default)));
    }

    [Fact]
    public async Task Of_many_who_take_a_call_one_does_and_it_is_closed_once()
    {
        var (tenant, other) = (await fixture.NewTenantAsync(), await fixture.NewTenantAsync());
        var (store, call) = (fixture.Stores.Emergencies, Call(tenant, (await fixture.AddPersonAsync(tenant)).Id, 1, 0));
        await store.AddAsync(call, default);
        Assert.Equal(ChatError.NotFound, (await StepAsync(other, call, EmergencyState.Taken, 1)).Refusal?.Error);
        var taken = await Task.WhenAll(Enumerable.Range(1, 4).Select(agent => Task.Run(() => StepAsync(tenant, call, EmergencyState.Taken, agent))));
        var winner = Assert.Single(taken, one => one.IsOk).Value!;
        Assert.Equal(call with { State = EmergencyState.Taken, TakenBy = winner.TakenBy, TakenAt = 7, Note = "n" }, winner);
        Assert.All(taken.Where(one => !one.IsOk), one => Assert.Equal(ChatError.Conflict, one.Refusal?.Error));

        var closed = await Task.WhenAll(Enumerable.Range(5, 2).Select(agent => Task.Run(() => StepAsync(tenant, call, EmergencyState.Closed, agent, note: null))));
        var end = Assert.Single(closed, one => one.IsOk).Value!;
        Assert.Equal(winner with { State = EmergencyState.Closed, ClosedBy = end.ClosedBy, ClosedAt = 7 }, end);
        Assert.Equal(ChatError.Conflict, (await StepAsync(tenant, call, EmergencyState.Taken, 8)).Refusal?.Error);
        Assert.Equal(end, await store.FindAsync(tenant, call.Id, default));
        Assert.Null(await store.FindAsync(other, call.Id, default));
        Assert.Equal(end, await store.FindAsync(default, call.Id, default));
    }

    [Fact]
    public async Task Calls_are_listed_by_how_far_they_are_and_stepped_by_whoever_may_name_any_tenant()
    {
        var tenant = await fixture.NewTenantAsync();
        var (store, ann) = (fixture.Stores.Emergencies, await fixture.AddPersonAsync(tenant));
        var calls = Enumerable.Range(0, 3).Select(at => Call(tenant, ann.Id, at + 1, 0)).ToArray();
        foreach (var call in calls)
            await store.AddAsync(call, default);
        Assert.True((await StepAsync(default, calls[0], EmergencyState.Closed, 9)).IsOk); // closed without having been taken
        Assert.True((await StepAsync(default, calls[1], EmergencyState.Taken, 9)).IsOk);
        foreach (var (state, at) in new[] { (EmergencyState.Open, 2), (EmergencyState.Taken, 1), (EmergencyState.Closed, 0) })
            Assert.Equal(calls[at].Id, Assert.Single(await store.ListAsync(tenant, state, default, 10, default)).Id);
        Assert.Empty(await store.ListAsync(tenant, EmergencyState.Open, calls[2].Id, 10, default));
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

    private Task<Outcome<EmergencyCall>> StepAsync(TenantId tenant, EmergencyCall call, EmergencyState to, long by, string? note = "n") =>
        fixture.Stores.Emergencies.StepAsync(tenant, call.Id, new EmergencyStep(to, new UserId(by), 7, note), default);

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
