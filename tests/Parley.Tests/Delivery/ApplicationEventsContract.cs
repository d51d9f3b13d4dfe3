using Parley.Delivery;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Tests.Delivery;

public sealed class ApplicationEventsOnSqlite() : ApplicationEventsContract(new SqliteFixture());

public sealed class ApplicationEventsOnPostgres() : ApplicationEventsContract(new PostgresFixture());

/// <summary>Events of what is built on top of the core.</summary>
public abstract class ApplicationEventsContract(DatabaseFixture fixture) : OwnDatabase(fixture)
{
    private static readonly byte[] Payload = "{}"u8.ToArray();

    [Fact]
    public async Task It_is_told_to_all_connections_of_those_whom_it_names_and_to_nobody_else()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var tenant = await Fixture.NewTenantAsync();
        var (alice, bob) = (await Fixture.AddPersonAsync(tenant), await Fixture.AddPersonAsync(tenant));
        var (phone, desk, other) = (await node.ConnectAsync(alice), await node.ConnectAsync(alice, "desk"), await node.ConnectAsync(bob));

        node.Fanout.Publish(new ApplicationEvent(alice.TenantId, [alice.Id], "order-updated", Payload));
        await node.SettleAsync();

        Assert.Contains("ApplicationEvent", phone.Lines);
        Assert.Contains("ApplicationEvent", desk.Lines);
        Assert.DoesNotContain("ApplicationEvent", other.Lines);
    }

    [Fact]
    public async Task Nobody_of_another_tenant_hears_of_it_even_when_named()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var alice = await Fixture.AddPersonAsync(await Fixture.NewTenantAsync());
        var phone = await node.ConnectAsync(alice);

        node.Fanout.Publish(new ApplicationEvent(new TenantId(alice.TenantId.Value + 1), [alice.Id], "order-updated", Payload));
        await node.SettleAsync();

        Assert.DoesNotContain("ApplicationEvent", phone.Lines);
    }
}
