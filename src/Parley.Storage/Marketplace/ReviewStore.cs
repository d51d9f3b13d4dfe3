using System.Data.Common;
using Parley.Marketplace;
using Parley.Marketplace.Notices;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Reviews;
using Parley.Primitives;
using Parley.Statistics;
using Parley.Storage.Statistics;
using Parley.Storage.Webhooks;
using Parley.Webhooks;

namespace Parley.Storage.Marketplace;

/// <summary>Reviews, and what services are rated by them.</summary>
internal sealed class ReviewStore(Database database, EventInserts events) : IReviewStore
{
    internal const string Columns = "id, tenant_id, order_id, service_id, provider_id, customer_id, rating, comment, photos, created_at";

    public Task<Outcome<Review>> AddAsync(Review review, CancellationToken cancel) => events.ThenWakeAsync(database.TransactAsync<Outcome<Review>>(
        async sql =>
        {
            if (await OrderStore.LockAsync(sql, review.TenantId, review.OrderId) is not { } order)
                return ChatError.NotFound;
            if (order.CustomerId != review.CustomerId)
                return ChatError.Forbidden;
            if (order.Status != OrderStatus.Completed)
                return new Refusal(ChatError.Conflict, "status");
            var added = review with { ServiceId = order.ServiceId, ProviderId = order.ProviderId };
            if (await InsertAsync(sql, added) == 0)
                return new Refusal(ChatError.AlreadyExists, "orderId");
            await RateAsync(sql, added);
            await StatisticsWriting.AddAsync(sql, added.TenantId, StatisticMetric.Reviews, added.CreatedAt);
            await StatisticsWriting.AddAsync(sql, added.TenantId, StatisticMetric.Stars, added.CreatedAt, added.Rating);
            await NoticeStore.AddAsync(sql, NoticeKey.OfReview(order.Id), added.CreatedAt);
            await events.InsertAsync(sql, WebhookEvents.ReviewCreated, added.TenantId, added.OrderId.Value, 1);
            return added;
        },
        cancel));

    public Task<Review?> FindAsync(TenantId tenant, OrderId order, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            $"SELECT {Columns} FROM reviews WHERE order_id = @order AND tenant_id = @tenant", Read, ("@order", order.Value), ("@tenant", tenant.Value)),
        cancel);

    public Task<Page<Review>> ListAsync(TenantId tenant, ServiceId service, int skip, int take, CancellationToken cancel) => database.QueryAsync(
        async sql => new Page<Review>(
            await sql.ListAsync(
                $"SELECT {Columns} FROM reviews WHERE service_id = @service AND tenant_id = @tenant ORDER BY id DESC LIMIT @take OFFSET @skip",
                Read,
                ("@service", service.Value),
                ("@tenant", tenant.Value),
                ("@take", take),
                ("@skip", skip)),
            await sql.FirstAsync(
                "SELECT count(*) FROM reviews WHERE service_id = @service AND tenant_id = @tenant",
                row => row.GetInt64(0),
                ("@service", service.Value),
                ("@tenant", tenant.Value))),
        cancel);

    private static ValueTask<int> InsertAsync(SqlScope sql, Review review) => sql.ExecuteAsync(
        """
        INSERT INTO reviews (id, tenant_id, order_id, service_id, provider_id, customer_id, rating, comment, photos, created_at)
        VALUES (@id, @tenant, @order, @service, @provider, @customer, @rating, @comment, @photos, @created) ON CONFLICT (order_id) DO NOTHING
        """,
        ("@id", review.Id.Value),
        ("@tenant", review.TenantId.Value),
        ("@order", review.OrderId.Value),
        ("@service", review.ServiceId.Value),
        ("@provider", review.ProviderId.Value),
        ("@customer", review.CustomerId.Value),
        ("@rating", (short)review.Rating),
        ("@comment", review.Comment),
        ("@photos", Lines.Join(review.Photos)),
        ("@created", review.CreatedAt));

    // Hundredths of a star, halves up.
    private static async ValueTask RateAsync(SqlScope sql, Review review) => await sql.ExecuteAsync(
        """
        UPDATE services SET rating_sum = rating_sum + @stars, review_count = review_count + 1,
            rating = CAST(((rating_sum + @stars) * 200 + review_count + 1) / (2 * (review_count + 1)) AS smallint)
        WHERE id = @id
        """,
        ("@id", review.ServiceId.Value),
        ("@stars", (long)review.Rating));

    internal static Review Read(DbDataReader row) => new()
    {
        Id = new ReviewId(row.GetInt64(0)),
        TenantId = new TenantId(row.GetInt64(1)),
        OrderId = new OrderId(row.GetInt64(2)),
        ServiceId = new ServiceId(row.GetInt64(3)),
        ProviderId = new UserId(row.GetInt64(4)),
        CustomerId = new UserId(row.GetInt64(5)),
        Rating = row.GetInt16(6),
        Comment = row.TextOrNull(7),
        Photos = Lines.Split(row.GetString(8)),
        CreatedAt = row.GetInt64(9),
    };
}
