using Parley.Audit;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Audit;

public sealed class AuditOnSqlite(SqliteFixture fixture) : AuditStoreContract(fixture), IClassFixture<SqliteFixture>;

public sealed class AuditOnPostgres(PostgresFixture fixture) : AuditStoreContract(fixture), IClassFixture<PostgresFixture>;

public abstract class AuditStoreContract(DatabaseFixture fixture)
{
    private static readonly AuditChain Chain = new(new byte[32]);

    private IAuditStore Audit => fixture.Stores.Audit;

    [Fact]
    public async Task Lines_are_kept_once_and_listed_newest_first_within_their_tenant()
    {
        var tenant = new TenantId(fixture.Ids.Next());
        var (first, second) = (Line(tenant), Line(tenant) with { ActorId = default, TargetId = null, Detail = "d", Address = null, RequestId = null });
        await Audit.AppendAsync([first, Line(new TenantId(fixture.Ids.Next()))], [], Chain, default);
        await Audit.AppendAsync([first, second], [], Chain, default);

        Assert.Equal([second, first], await Audit.ListAsync(tenant, null, 10, default));
        Assert.Equal([second], await Audit.ListAsync(tenant, null, 1, default));
        Assert.Equal([first], await Audit.ListAsync(tenant, second.Id, 10, default));
        Assert.Equal([first], await Audit.ListOfAsync(tenant, first.ActorId, 10, default));
        Assert.Empty(await Audit.ListOfAsync(new TenantId(fixture.Ids.Next()), first.ActorId, 10, default));
    }

    [Fact]
    public async Task Old_lines_go()
    {
        await Audit.DeleteAsync(long.MaxValue, Chain, default);
        var tenant = new TenantId(fixture.Ids.Next());
        var (old, young) = (Line(tenant) with { At = 10 }, Line(tenant) with { At = 20 });
        await Audit.AppendAsync([old, young], [], Chain, default);
        Assert.Equal(1, await Audit.DeleteAsync(20, Chain, default));
        Assert.Equal([young], await Audit.ListAsync(tenant, null, 10, default));
    }

    private AuditEntry Line(TenantId tenant) => new()
    {
        Id = fixture.Ids.Next(),
        TenantId = tenant,
        ActorId = new UserId(5),
        Action = AuditAction.ContactDeleted,
        TargetId = 7,
        Address = "127.0.0.1",
        RequestId = "r",
        At = fixture.Clock.NowMs,
    };
}
