using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Marketplace;
using Parley.Marketplace.Services;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage;
using Parley.Storage.Marketplace;
using Parley.Tenants;

namespace Parley.MarketBench;

/// <summary>An opened database with people and services written straight into it, many a transaction.</summary>
internal sealed class World : IAsyncDisposable
{
    private const int AtOnce = 2_000;

    private World(Stores stores, IdGenerator ids) => (Stores, Ids) = (stores, ids);

    public Stores Stores { get; }

    public IdGenerator Ids { get; }

    public static async Task<World> OpenAsync(Options options)
    {
        var ids = new IdGenerator(TimeProvider.System);
        var stores = await Stores.OpenAsync(
            DatabaseUrl.Parse(options.Database), new StorageOptions(), ids, TimeProvider.System, new SettledWrites(), NullLoggerFactory.Instance, CancellationToken.None);
        ids.Use(new NodeLease(Environment.ProcessId % 64, 0, long.MaxValue), TimeSpan.FromDays(1));
        await stores.Tenants.EnsureDefaultAsync(1, CancellationToken.None);
        return new World(stores, ids);
    }

    public async Task<Account[]> AddPeopleAsync(int count, Role role)
    {
        var people = Enumerable.Range(0, count).Select(_ => new UserId(Ids.Next())).Select(id => new Account
        {
            Id = id,
            TenantId = Tenant.DefaultId,
            Username = $"bench{id}",
            DisplayName = $"bench{id}",
            Role = role,
        }).ToArray();
        await InTurnsAsync(people, (sql, one) => sql.ExecuteAsync(
            """
            INSERT INTO users (id, tenant_id, username, username_key, display_name, display_name_key, role, created_at)
            VALUES (@id, @tenant, @name, @name, @name, @name, @role, 1)
            """,
            ("@id", one.Id.Value),
            ("@tenant", one.TenantId.Value),
            ("@name", one.Username),
            ("@role", (short)one.Role)));
        return people;
    }

    public Task AddServicesAsync(IReadOnlyCollection<ServiceListing> services) => InTurnsAsync(services, ServiceRows.InsertAsync);

    /// <summary>Has PostgreSQL look at what was written, as it does by itself after a while.</summary>
    public async Task AnalyzeAsync() => await Stores.Database.TransactAsync(sql => sql.ExecuteAsync("ANALYZE"), CancellationToken.None);

    public ServiceListing Service(UserId provider, string name, string category, decimal price, Marketplace.Matching.GeoPoint place, params string[] tags) => new()
    {
        Id = new ServiceId(Ids.Next()),
        TenantId = Tenant.DefaultId,
        ProviderId = provider,
        Name = name,
        Category = category,
        Price = Amount.TryFrom(price) ?? throw new ArgumentOutOfRangeException(nameof(price), price.ToString(CultureInfo.InvariantCulture)),
        Location = place,
        Tags = tags,
        CreatedAt = 1,
        UpdatedAt = 1,
    };

    /// <summary>Writes each, a few thousand a transaction.</summary>
    public async Task InTurnsAsync<T>(IEnumerable<T> items, Func<SqlScope, T, ValueTask<int>> write)
    {
        foreach (var chunk in items.Chunk(AtOnce))
        {
            await Stores.Database.TransactAsync(
                async sql =>
                {
                    foreach (var item in chunk)
                        await write(sql, item);
                    return 0;
                },
                CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => Stores.DisposeAsync();
}
