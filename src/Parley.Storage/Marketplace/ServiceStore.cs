using Parley.Marketplace;
using Parley.Marketplace.Matching;
using Parley.Marketplace.Services;
using Parley.Primitives;

namespace Parley.Storage.Marketplace;

/// <summary>Services.</summary>
internal sealed class ServiceStore(Database database) : IServiceStore
{
    public Task<Outcome<Unit>> CreateAsync(ServiceListing listing, int most, CancellationToken cancel) => database.TransactAsync<Outcome<Unit>>(
        async sql =>
        {
            // One after the other for one provider. On SQLite all writes are so.
            if (sql.Kind == DatabaseKind.PostgreSql)
                await sql.FirstAsync("SELECT id FROM users WHERE id = @id FOR NO KEY UPDATE", row => row.GetInt64(0), ("@id", listing.ProviderId.Value));
            var count = await sql.FirstAsync(
                "SELECT count(*) FROM services WHERE provider_id = @id AND status <> 3", row => row.GetInt64(0), ("@id", listing.ProviderId.Value));
            if (count >= most)
                return new Refusal(ChatError.LimitReached, Limit: most);
            await ServiceRows.InsertAsync(sql, listing);
            return new Unit();
        },
        cancel);

    public Task<Outcome<ServiceListing>> UpdateAsync(
        TenantId tenant, UserId provider, ServiceId id, Func<ServiceListing, ServiceListing> change, CancellationToken cancel) =>
        database.TransactAsync<Outcome<ServiceListing>>(
            async sql =>
            {
                var was = await FindAsync(sql, tenant, id, sql.Pick(sqlite: "", postgres: "FOR NO KEY UPDATE"));
                if (was is null || was.ProviderId != provider || was.Status == ServiceStatus.Deleted)
                    return ChatError.NotFound;
                var now = change(was);
                await ServiceRows.UpdateAsync(sql, now);
                return now;
            },
            cancel);

    public Task<ServiceListing?> FindAsync(TenantId tenant, ServiceId id, CancellationToken cancel) =>
        database.QueryAsync(sql => FindAsync(sql, tenant, id, ""), cancel);

    public Task<Page<ServiceListing>> ListAsync(TenantId tenant, ServiceFilter filter, int skip, int take, CancellationToken cancel)
    {
        List<string> conditions = ["s.tenant_id = @tenant", filter.Status is null ? "s.status <> 3" : "s.status = @status"];
        List<(string Name, object? Value)> args = [("@tenant", tenant.Value)];
        if (filter.Status is { } status)
            args.Add(("@status", (short)status));
        if (!filter.ProviderId.IsNone)
        {
            conditions.Add("s.provider_id = @provider");
            args.Add(("@provider", filter.ProviderId.Value));
        }

        if (filter.Category is { } category)
        {
            conditions.Add("s.category = @category");
            args.Add(("@category", category));
        }

        if (filter.OfferedAt is { } now)
        {
            conditions.Add($"EXISTS (SELECT 1 FROM users u WHERE u.id = s.provider_id AND {ServiceRows.ProviderMayAct})");
            args.Add(("@now", now));
        }

        var where = string.Join(" AND ", conditions);
        return database.QueryAsync(
            async sql => new Page<ServiceListing>(
                await sql.ListAsync(
                    $"SELECT {ServiceRows.Columns} FROM services s WHERE {where} ORDER BY s.id DESC LIMIT @take OFFSET @skip",
                    ServiceRows.Read,
                    [.. args, ("@take", take), ("@skip", skip)]),
                await sql.FirstAsync($"SELECT count(*) FROM services s WHERE {where}", row => row.GetInt64(0), [.. args])),
            cancel);
    }

    public async Task<IReadOnlyDictionary<UserId, decimal>> ReadProviderRatingsAsync(IReadOnlyCollection<UserId> providers, CancellationToken cancel)
    {
        var rows = await database.QueryAsync(
            sql => sql.ListAsync(
                $"""
                SELECT provider_id, sum(rating * review_count), sum(review_count) FROM services
                WHERE {sql.In("provider_id", "@ids")} AND review_count > 0 GROUP BY provider_id
                """,
                row => (Id: new UserId(row.GetInt64(0)), Sum: row.GetInt64(1), Count: row.GetInt64(2)),
                ("@ids", sql.Ids(providers.Select(provider => provider.Value)))),
            cancel);
        return rows.ToDictionary(row => row.Id, row => Math.Round(row.Sum / 100m / row.Count, 2, MidpointRounding.AwayFromZero));
    }

    public Task<NearbyListing[]> FindNearbyAsync(TenantId tenant, NearbyQuery query, long nowMs, CancellationToken cancel) =>
        database.QueryAsync(sql => new NearbySearch(tenant, query, nowMs).RunAsync(sql), cancel);

    private static ValueTask<ServiceListing?> FindAsync(SqlScope sql, TenantId tenant, ServiceId id, string locked) => sql.FirstAsync(
        $"SELECT {ServiceRows.Columns} FROM services s WHERE s.id = @id AND s.tenant_id = @tenant {locked}",
        ServiceRows.Read,
        ("@id", id.Value),
        ("@tenant", tenant.Value));
}
