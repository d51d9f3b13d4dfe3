using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Dialects.Market.Orders;
using Parley.Dialects.Market.Reviews;
using Parley.Dialects.Market.Services;

namespace Parley.Dialects.Market;

/// <summary>The marketplace over REST: services, orders, reviews.</summary>
public static class MarketRoutes
{
    /// <summary>Adds what the routes need beside the core.</summary>
    public static IServiceCollection AddMarketplaceRoutes(this IServiceCollection services) => services
        .AddSingleton<ServicePages>()
        .AddSingleton<NearbyReading>()
        .AddSingleton<OrderPages>();

    /// <summary>Maps the routes.</summary>
    public static void MapMarketplace(this IEndpointRouteBuilder app)
    {
        ServiceRoutes.Map(app);
        NearbyRoutes.Map(app);
        OrderRoutes.Map(app);
        ReviewRoutes.Map(app);
    }
}
