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
    public async Task Every_step_waits_for_the_one_before_it_and_the_review_for_none()
    {
        var market = await Market.OpenAsync(fixture);
        var order = await market.CompleteAsync((await market.OfferAsync()).Id);
        var said = Market.Sound(await market.Reviews.AddAsync(market.Customer, order.Id, new ReviewDraft(5), default));
        Assert.Empty(await DueAsync(order.Id, fixture.Clock.NowMs)); // whoever did it comes first
        var later = fixture.Clock.NowMs + OrderNotices.HeadStartMs;
        Assert.Equal([0L, 1], (await DueAsync(order.Id, later)).Select(key => key.Version));
        var review = await Store.ReadAsync(NoticeKey.OfReview(order.Id), default);
        Assert.Equal((5, null), (review!.Review!.Rating, review.Step));
        Assert.Null(await Store.ReadAsync(new NoticeKey(order.Id, 4), default));

        List<OrderAction> told = [];
        while (await Store.FindNextAsync(order.Id, default) is { } key)
        {
            Assert.Equal([0L, key.Version], (await DueAsync(order.Id, later)).Select(due => due.Version));
            var notice = (await Store.ReadAsync(key, default))!;
            Assert.Equal((order with { ReviewedAt = said.CreatedAt }, null), (notice.Order, notice.Review));
            told.Add(notice.Step!.Action);
            Assert.True(await Store.FinishAsync(notice, [], default));
        }

        Assert.Equal([OrderAction.Create, OrderAction.Confirm, OrderAction.Start, OrderAction.Complete], told);
        Assert.Equal([0L], (await DueAsync(order.Id, later)).Select(key => key.Version));
    }

    [Fact]
    public async Task While_a_step_is_put_off_the_next_one_is_not_due()
    {
        var market = await Market.OpenAsync(fixture);
        var order = await market.OrderAsync((await market.OfferAsync()).Id);
        await market.MoveAsync(market.Provider, order.Id, OrderAction.Confirm);
        var later = fixture.Clock.NowMs + (10 * OrderNotices.HeadStartMs);
        await Store.PutOffAsync(new NoticeKey(order.Id, 1), later, default);
        Assert.Empty(await DueAsync(order.Id, later - 1));
        Assert.Null(await Store.ReadAsync(new NoticeKey(order.Id, 2), default));
        Assert.Equal(new NoticeKey(order.Id, 1), Assert.Single(await DueAsync(order.Id, later)));
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
        [.. (await Store.ReadDueAsync(at, 1_000, default)).Where(key => key.OrderId == order).OrderBy(key => key.Version)];
}
