using Parley.Marketplace;
using Parley.Marketplace.Notices;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Reviews;
using Parley.Primitives;
using Parley.Storage;
using Parley.Storage.Marketplace;

namespace Parley.MarketBench;

/// <summary>Lets the store learn what was ordered, by the statements that it learns by when an order is told of.</summary>
internal static class Learning
{
    public static Task LearnAsync(World world, IEnumerable<Shopper> shoppers) => world.InTurnsAsync(
        shoppers.SelectMany(shopper => shopper.Known.Select((order, at) => (shopper, order, at))),
        async (sql, one) =>
        {
            var ((service, stars), who, at) = (one.order, one.shopper.Account, one.at + 1);
            var order = new Order
            {
                Id = new OrderId(world.Ids.Next()),
                TenantId = who.TenantId,
                CustomerId = who.Id,
                ProviderId = service.ProviderId,
                ServiceId = service.Id,
                ServiceName = service.Name,
                Total = service.Price,
                CreatedAt = at,
                UpdatedAt = at,
            };
            var step = new OrderTransition(order.Id, 4, OrderAction.Complete, OrderStatus.InProgress, OrderStatus.Completed, service.ProviderId, at, null);
            await RecommendationStore.LearnAsync(sql, new OrderNotice(order, step, null, 0));
            if (stars > 0)
                await RecommendationStore.LearnAsync(sql, new OrderNotice(order, null, ReviewOf(world, order, stars), 0));
            return await CountAsync(sql, order, stars);
        });

    private static Review ReviewOf(World world, Order order, int stars) => new()
    {
        Id = new ReviewId(world.Ids.Next()),
        TenantId = order.TenantId,
        OrderId = order.Id,
        CustomerId = order.CustomerId,
        Rating = stars,
        CreatedAt = order.UpdatedAt,
    };

    // Orders and stars as the stores of orders and reviews keep them: the mean in hundredths.
    private static ValueTask<int> CountAsync(SqlScope sql, Order order, int stars) => sql.ExecuteAsync(
        stars == 0
            ? "UPDATE services SET order_count = order_count + 1 WHERE id = @id"
            : """
              UPDATE services SET order_count = order_count + 1, rating = (coalesce(rating, 0) * review_count + @stars * 100) / (review_count + 1), review_count = review_count + 1
              WHERE id = @id
              """,
        stars == 0 ? [("@id", order.ServiceId.Value)] : [("@id", order.ServiceId.Value), ("@stars", stars)]);
}
