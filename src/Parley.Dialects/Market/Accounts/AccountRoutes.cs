using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Dialects.Identity;
using Parley.Dialects.OpenApi;

namespace Parley.Dialects.Market.Accounts;

/// <summary>Accounts, tenants and their administration, in Market's envelope.</summary>
public static class AccountRoutes
{
    /// <summary>Adds what the routes need beside the core.</summary>
    public static IServiceCollection AddAccountRoutes(this IServiceCollection services) => services
        .AddSingleton<SignInAnswers>()
        .AddHostedService<TenantWatch>()
        .AddSingleton(new ApiSurface("Market", "Sign-in, services, orders, payments, chat (docs/protocols/market.md).", MarketJson.Wire.ErrorEnvelope, "/api/v1", "/pay"))
        .AddSingleton(new ApiSurface("Operator", "For those who run the server or a tenant (docs/protocols/admin.md).", MarketJson.Wire.ErrorEnvelope, "/api/admin"));

    /// <summary>Maps the routes.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        AuthRoutes.Map(app);
        MeRoutes.Map(app);
        PrivacyRoutes.Map(app);
        PeopleRoutes.Map(app);
        TenantRoutes.Map(app);
        AdminRoutes.Map(app);
        TenantAdminRoutes.Map(app);
    }
}
