using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;

namespace Parley.Dialects.Identity;

/// <summary>Who may call what.</summary>
public static class Policies
{
    /// <summary>Admins of a tenant, and operators.</summary>
    public const string Admin = "admin";

    /// <summary>Agents, admins of a tenant, and operators.</summary>
    public const string Agent = "agent";

    /// <summary>Operators.</summary>
    public const string Operator = "operator";

    /// <summary>Adds the Bearer scheme and the policies.</summary>
    public static IServiceCollection AddParleyIdentity(this IServiceCollection services)
    {
        services.AddAuthentication(BearerHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Agent, policy => policy.RequireRole(RoleNames.Of(Role.Agent), RoleNames.Of(Role.Admin), RoleNames.Of(Role.Operator)))
            .AddPolicy(Admin, policy => policy.RequireRole(RoleNames.Of(Role.Admin), RoleNames.Of(Role.Operator)))
            .AddPolicy(Operator, policy => policy.RequireRole(RoleNames.Of(Role.Operator)));
        return services;
    }
}
