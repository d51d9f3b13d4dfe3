using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Presence;

public sealed class LastSeenOnSqlite(SqliteFixture fixture) : LastSeenContract(fixture), IClassFixture<SqliteFixture>;

public sealed class LastSeenOnPostgres(PostgresFixture fixture) : LastSeenContract(fixture), IClassFixture<PostgresFixture>;

public abstract class LastSeenContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task The_latest_time_counts_and_who_is_not_there_has_none()
    {
        var tenant = await fixture.NewTenantAsync();
        var (one, other) = ((await fixture.AddPersonAsync(tenant)).Id, (await fixture.AddPersonAsync(tenant)).Id);
        var seen = fixture.Stores.LastSeen;
        await seen.WriteAsync([one, new UserId(1)], 20, default);
        await seen.WriteAsync([one], 10, default);

        Assert.Equal(20, Assert.Single(await seen.ReadAsync([one, other, new UserId(1)], default)).Value);
    }
}
