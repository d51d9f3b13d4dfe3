using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Dialects.Errors;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Web.Rest;
using Parley.Dialects.Web.Wire;
using Parley.Messages;

namespace Parley.Dialects.Web;

/// <summary>The Web surface for the host.</summary>
public static class WebServices
{
    /// <summary>Adds the surface's REST. The host adds the core's services, files and <see cref="TimeProvider"/>, and options where none are there yet.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.TryAddSingleton(new WebOptions());
        services.TryAddSingleton(provider => new WebTime(provider.GetRequiredService<WebOptions>().TimeZone));
        services.TryAddSingleton<DirectOpening>();
        services.AddSingleton<PresenceShown>();
        services.AddSingleton<WebSender>();
        services.AddSingleton<IErrorWriter, WebErrors>();
        services.AddSingleton(new ApiSurface("Web", "Contacts and sessions (docs/protocols/web.md).", WebJson.Wire.WebErrorEnvelope, "/api/web"));
        return services;
    }

    /// <summary>Maps the REST paths.</summary>
    public static IEndpointRouteBuilder MapWeb(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/web").RequireAuthorization();
        ContactRoutes.Map(api.MapGroup("/contact"));
        ContactGroupRoutes.Map(api.MapGroup("/contact-groups"));
        MessageRoutes.Map(api.MapGroup("/messages"));
        SessionRoutes.Map(api.MapGroup("/sessions"));
        FileRoutes.Map(api.MapGroup("/files"));
        api.MapGet("/online", OnlineRoute.ListAsync)
            .Describe("Who of one's contacts is online, and since when not.", answers: WebJson.Wire.WebEnvelopeWebListWebOnline, query: "ids");
        return routes;
    }
}
