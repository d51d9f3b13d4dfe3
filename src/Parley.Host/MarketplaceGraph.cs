using Parley.Dialects.Market;
using Parley.Dialects.Market.Orders;
using Parley.Marketplace;
using Parley.Marketplace.Matching;
using Parley.Marketplace.Notices;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Reviews;
using Parley.Marketplace.Services;

namespace Parley.Host;

/// <summary>The marketplace, put together over an opened installation and what delivers.</summary>
internal static class MarketplaceGraph
{
    /// <summary>Registers it. What runs in the background ends with the container: before delivery does.</summary>
    public static IServiceCollection AddMarketplace(this IServiceCollection services, Installation installation) => services
        .AddSingleton(MarketplaceOptions.Read(installation.Host.All))
        .AddSingleton(installation.Stores.Services)
        .AddSingleton(installation.Stores.Orders)
        .AddSingleton(installation.Stores.Disputes)
        .AddSingleton(installation.Stores.Reviews)
        .AddSingleton(installation.Stores.OrderNotices)
        .AddSingleton(installation.Stores.Recommendations)
        .AddSingleton<NoticePost>()
        .AddSingleton<INoticeEvents, OrderEvents>()
        .AddSingleton<OrderNotices>()
        .AddSingleton<ServiceCatalog>()
        .AddSingleton<Nearby>()
        .AddSingleton<Recommender>()
        .AddSingleton<Orders>()
        .AddSingleton<Disputes>()
        .AddSingleton<Reviews>()
        .AddMarketplaceRoutes();

    /// <summary>Begins, once everything else serves.</summary>
    public static void Start(IServiceProvider services) => services.GetRequiredService<OrderNotices>().Start();
}
