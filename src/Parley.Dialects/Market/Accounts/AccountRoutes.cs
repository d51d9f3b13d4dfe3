using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Dialects.Identity;

namespace Parley.Dialects.Market.Accounts;

/// <summary>Accounts, tenants and their administration, in Market's envelope.</summary>
public static class AccountRoutes
{
    /// <summary>Adds what the routes need beside the core.</summary>
    public static IServiceCollection AddAccountRoutes(this IServiceCollection services) => services
        .AddSingleton<SignInAnswers>()
        .AddHostedService<TenantWatch>();

    /// <summary>Maps the routes.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        AuthRoutes.Map(app);
        MeRoutes.Map(app);
        PeopleRoutes.Map(app);
        TenantRoutes.Map(app);
        AdminRoutes.Map(app);
        TenantAdminRoutes.Map(app);
    }
}
