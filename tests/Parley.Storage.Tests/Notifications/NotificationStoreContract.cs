using Parley.Notifications;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Notifications;

public sealed class NotificationStoreOnSqlite(SqliteFixture fixture) : NotificationStoreContract(fixture), IClassFixture<SqliteFixture>;

public sealed class NotificationStoreOnPostgres(PostgresFixture fixture) : NotificationStoreContract(fixture), IClassFixture<PostgresFixture>;

public abstract class NotificationStoreContract(DatabaseFixture fixture)
{
    private INotificationStore Notifications => fixture.Stores.Notifications;

    [Fact]
    public async Task Pages_go_from_the_newest_down()
    {
        var user = await UserAsync();
        var all = new List<Notification>();
        for (var i = 0; i < 5; i++)
            all.Add(await AddAsync(user, data: i % 2 == 0 ? null : """{"order_id":"1"}"""));
        all.Reverse();

        var first = await Notifications.ListAsync(user, default, unreadOnly: false, 3, default);
        var second = await Notifications.ListAsync(user, first[^1].Id, unreadOnly: false, 3, default);
        Assert.Equal(all, first.Concat(second));
    }

    [Fact]
    public async Task Reading_one_counts_once_and_keeps_its_time()
    {
        var user = await UserAsync();
        var (one, two) = (await AddAsync(user), await AddAsync(user));

        Assert.Equal(2, await Notifications.CountUnreadAsync(user, default));
        Assert.True(await Notifications.MarkReadAsync(user, one.Id, 10, default));
        Assert.True(await Notifications.MarkReadAsync(user, one.Id, 20, default));
        Assert.Equal(1, await Notifications.CountUnreadAsync(user, default));
        Assert.Equal([two], await Notifications.ListAsync(user, default, unreadOnly: true, 10, default));
        Assert.Equal(10, (await Notifications.ListAsync(user, default, unreadOnly: false, 10, default))[1].ReadAt);
    }

    [Fact]
    public async Task Somebody_elses_is_neither_shown_nor_read()
    {
        var (user, other) = (await UserAsync(), await UserAsync());
        var notification = await AddAsync(user);

        Assert.Empty(await Notifications.ListAsync(other, default, unreadOnly: false, 10, default));
        Assert.False(await Notifications.MarkReadAsync(other, notification.Id, 10, default));
        Assert.Equal(0, await Notifications.MarkAllReadAsync(other, 10, default));
        Assert.Equal(1, await Notifications.CountUnreadAsync(user, default));
    }

    [Fact]
    public async Task Reading_all_tells_how_many_were_unread()
    {
        var user = await UserAsync();
        for (var i = 0; i < 3; i++)
            await AddAsync(user);

        Assert.Equal(3, await Notifications.MarkAllReadAsync(user, 10, default));
        Assert.Equal(0, await Notifications.MarkAllReadAsync(user, 20, default));
        Assert.Equal(0, await Notifications.CountUnreadAsync(user, default));
    }

    private async Task<UserId> UserAsync() => (await fixture.AddPersonAsync(await fixture.NewTenantAsync())).Id;

    private async Task<Notification> AddAsync(UserId user, string? data = null)
    {
        var notification = new Notification(new NotificationId(fixture.Ids.Next()), user, NotificationType.Order, "订单", "已确认 ✓", data, 7);
        await Notifications.AddAsync(notification, default);
        return notification;
    }
}
