using Parley.Marketplace.Notices;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Reviews;
using Parley.Notifications;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Marketplace;

public sealed class NoticesOnSqlite(SqliteFixture fixture) : NoticeContract(fixture), IClassFixture<SqliteFixture>;

public sealed class NoticesOnPostgres(PostgresFixture fixture) : NoticeContract(fixture), IClassFixture<PostgresFixture>;

/// <summary>What is kept of orders to be told of, on whatever database.</summary>
public abstract class NoticeContract(DatabaseFixture fixture)
{
    private INoticeStore Store => fixture.Stores.OrderNotices;

    [Fact]
    public async Task Every_step_and_the_review_wait_until_they_are_told()
    {
        var market = await Market.OpenAsync(fixture);
        var order = await market.CompleteAsync((await market.OfferAsync()).Id);
        Market.Sound(await market.Reviews.AddAsync(market.Customer, order.Id, new ReviewDraft(5), default));
        var due = await DueAsync(order.Id, fixture.Clock.NowMs + OrderNotices.HeadStartMs);
        Assert.Equal([0L, 1, 2, 3, 4], due.Select(key => key.Version));
        Assert.Empty(await DueAsync(order.Id, fixture.Clock.NowMs)); // whoever did it comes first

        var last = await Store.ReadAsync(due[^1], default);
        Assert.Equal((OrderAction.Complete, order, null), (last!.Step!.Action, last.Order, last.Review));
        Assert.Equal((5, null), ((await Store.ReadAsync(NoticeKey.OfReview(order.Id), default))!.Review!.Rating, (await Store.ReadAsync(due[0], default))!.Step));
    }

    [Fact]
    public async Task What_is_told_is_told_once_with_its_notifications()
    {
        var market = await Market.OpenAsync(fixture);
        var order = await market.OrderAsync((await market.OfferAsync()).Id);
        var key = new NoticeKey(order.Id, 1);
        var notification = new Notification(new NotificationId(fixture.Ids.Next()), market.Provider.Id, NotificationType.Order, "t", "c", null, fixture.Clock.NowMs);
        var other = notification with { Id = new NotificationId(fixture.Ids.Next()) };
        var notice = (await Store.ReadAsync(key, default))!;
        Assert.True(await Store.FinishAsync(notice, [notification], default));
        Assert.False(await Store.FinishAsync(notice, [other], default));
        Assert.Null(await Store.ReadAsync(key, default));
        Assert.Equal(1, await fixture.Stores.Notifications.CountUnreadAsync(market.Provider.Id, default));
    }

    [Fact]
    public async Task What_is_put_off_is_due_later_and_its_tries_are_counted()
    {
        var market = await Market.OpenAsync(fixture);
        var order = await market.OrderAsync((await market.OfferAsync()).Id);
        var later = fixture.Clock.NowMs + (10 * OrderNotices.HeadStartMs);
        await Store.PutOffAsync(new NoticeKey(order.Id, 1), later, default);
        Assert.Empty(await DueAsync(order.Id, later - 1));
        Assert.Equal(1, (await Store.ReadAsync(Assert.Single(await DueAsync(order.Id, later)), default))!.Tries);
    }

    private async Task<IReadOnlyList<NoticeKey>> DueAsync(OrderId order, long at) =>
        [.. (await Store.ReadDueAsync(at, 1_000, default)).Where(key => key.OrderId == order)];
}
