using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Jobs;
using Parley.Messages;
using Parley.Notifications;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Messages;

/// <summary>On SQLite.</summary>
public sealed class SqliteHousekeepingTests(SqliteFixture fixture) : HousekeepingContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresHousekeepingTests(PostgresFixture fixture) : HousekeepingContract(fixture), IClassFixture<PostgresFixture>;

/// <summary>What goes when it has had its time, and what stays, on whatever database.</summary>
public abstract class HousekeepingContract(DatabaseFixture fixture)
{
    private static readonly long Hour = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    private Stores Stores => fixture.Stores;

    [Fact]
    public async Task Sessions_go_a_day_after_their_end()
    {
        var user = await PersonAsync();
        var now = fixture.Clock.NowMs;
        var stay = new[]
        {
            await SessionAsync(user, now + Hour), await SessionAsync(user, now - (23 * Hour)), await SessionAsync(user, now - (50 * Hour), now - (23 * Hour)),
        };
        var go = new[] { await SessionAsync(user, now - (25 * Hour)), await SessionAsync(user, now + (100 * Hour), now - (25 * Hour)) };

        await SweepAsync();

        foreach (var session in stay)
            Assert.NotNull(await Stores.Sessions.FindAsync(session, default));
        foreach (var session in go)
            Assert.Null(await Stores.Sessions.FindAsync(session, default));
    }

    [Fact]
    public async Task Account_changes_go_after_a_week_and_no_cursor_goes_back()
    {
        var user = await PersonAsync();
        await ChangeAsync(user);
        await ChangeAsync(user);
        var (cursor, _) = await Stores.Accounts.ReadChangesAsync(-1, 0, default);
        fixture.Clock.Advance(TimeSpan.FromDays(8));
        await SweepAsync(); // notes how far it goes
        fixture.Clock.Advance(TimeSpan.FromDays(6));
        await SweepAsync();
        Assert.True(await CountAsync() >= 2);

        fixture.Clock.Advance(TimeSpan.FromDays(2));
        await SweepAsync();
        Assert.Equal(1, await CountAsync());
        Assert.Equal(cursor, (await Stores.Accounts.ReadChangesAsync(-1, 0, default)).Cursor);

        await ChangeAsync(user);
        var (next, users) = await Stores.Accounts.ReadChangesAsync(cursor, 10, default);
        Assert.Equal([user], users);
        Assert.True(next > cursor);

        Task<long> CountAsync() => Sql.NumberAsync(Stores, "SELECT count(*) FROM user_changes");
    }

    [Fact]
    public async Task Read_notifications_go_after_ninety_days()
    {
        var user = await PersonAsync();
        var now = fixture.Clock.NowMs;
        var old = now - (91 * 24 * Hour);
        await NotifyAsync(user, old, readAt: old);
        var unread = await NotifyAsync(user, old, readAt: null);
        var young = await NotifyAsync(user, now - (89 * 24 * Hour), readAt: now);

        await SweepAsync();

        var left = await Stores.Notifications.ListAsync(user, default, unreadOnly: false, 10, default);
        Assert.Equal([young, unread], left.Select(notification => notification.Id));
    }

    [Fact]
    public async Task Of_one_person_the_twenty_devices_that_moved_last_are_remembered()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        await world.SendAsync(direct, ann);
        await world.MoveAsync(new PointerMove(direct.Id, ann.Id, 0, 1, "hers"));
        for (var i = 0; i < 23; i++)
        {
            await world.MoveAsync(new PointerMove(direct.Id, bob.Id, 0, 1, $"device {i}"));
            fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await SweepAsync();

        var devices = await Sql.TextsAsync(
            Stores, "SELECT device FROM device_positions WHERE user_id = @user ORDER BY moved_at", row => row.GetString(0), ("@user", bob.Id.Value));
        Assert.Equal(Enumerable.Range(3, 20).Select(i => $"device {i}"), devices);
        Assert.Equal(1, Assert.Single(await world.Conversations.ReadBacklogAsync(ann.Id, "hers", default)).DeviceSeq);
    }

    [Fact]
    public async Task Jobs_that_were_given_up_go_after_thirty_days()
    {
        var kind = $"sweep-{fixture.Ids.Next()}";
        foreach (var payload in (string[])["old", "new", "waits"])
            await Stores.Jobs.EnqueueAsync(new NewJob { Kind = kind, Payload = payload }, default);
        foreach (var job in await Stores.Jobs.ClaimAsync(kind, "n", TimeSpan.FromHours(1), 2, default))
            Assert.True(await Stores.Jobs.FailAsync(job, "e", null, default));
        var days = (long)TimeSpan.FromDays(31).TotalMilliseconds;
        await Sql.RunAsync(Stores, $"UPDATE jobs SET dead_at = {fixture.Clock.NowMs - days} WHERE kind = '{kind}' AND payload = 'old'");
        await Sql.RunAsync(Stores, $"UPDATE jobs SET dead_at = {fixture.Clock.NowMs} WHERE kind = '{kind}' AND payload = 'new'");
        await SweepAsync();
        Assert.Equal(["waits", "new"], (await Stores.Jobs.ListAsync(new JobFilter { Kind = kind }, null, 9, default)).Select(job => job.Payload));
    }

    private async Task SweepAsync()
    {
        await using var housekeeping = new Housekeeping(
            Stores.Messages, Stores.Sessions, Stores.Accounts, Stores.Notifications, Stores.Moderation, Stores.Jobs, fixture.Clock, NullLogger<Housekeeping>.Instance);
        await housekeeping.SweepAsync(default);
    }

    private async Task<UserId> PersonAsync() => (await fixture.AddPersonAsync(await fixture.NewTenantAsync())).Id;

    private Task ChangeAsync(UserId user) => Stores.Accounts.SetPasswordAsync(user, "hash", fixture.Clock.NowMs, default);

    private async Task<SessionId> SessionAsync(UserId user, long expiresAt, long? revokedAt = null)
    {
        var session = new Session
        {
            Id = new SessionId(fixture.Ids.Next()),
            UserId = user,
            RotatedAt = 1,
            ExpiresAt = expiresAt,
            RevokedAt = revokedAt,
            CreatedAt = 1,
        };
        await Stores.Sessions.CreateAsync(session, default);
        return session.Id;
    }

    private async Task<NotificationId> NotifyAsync(UserId user, long createdAt, long? readAt)
    {
        var id = new NotificationId(fixture.Ids.Next());
        await Stores.Notifications.AddAsync(new Notification(id, user, NotificationType.Announcement, "t", "c", null, createdAt, readAt), default);
        return id;
    }
}
