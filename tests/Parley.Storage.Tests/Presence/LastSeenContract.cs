using Parley.Presence;
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

    [Fact]
    public async Task A_persons_devices_are_known_the_last_used_first()
    {
        var user = (await fixture.AddPersonAsync(await fixture.NewTenantAsync())).Id;
        foreach (var (device, conversation, at) in ((string, int, int)[])[("phone", 1, 10), ("phone", 2, 30), ("desk", 1, 20)])
        {
            await Messages.Sql.RunAsync(
                fixture.Stores,
                "INSERT INTO device_positions (user_id, device, conversation_id, seq, moved_at) VALUES (@user, @device, @conversation, 1, @at)",
                ("@user", user.Value),
                ("@device", device),
                ("@conversation", (long)conversation),
                ("@at", (long)at));
        }

        Assert.Equal([new("phone", 30), new DeviceUse("desk", 20)], await fixture.Stores.LastSeen.ReadDevicesAsync(user, 10, default));
    }
}
