using System.Reflection;
using Parley.Dialects.OpenApi;

namespace Parley.Host.Ops;

/// <summary>The description of the API: <c>/openapi/v1.json</c> for programs, <c>/docs</c> for people.</summary>
internal static class ApiDocument
{
    private const string Path = "/openapi/v1.json";

    // Swagger UI marks up with inline styles; everything else is this server's own.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Maps the document. It is made when it is first asked for, and once.</summary>
    public static void MapApiDocument(this WebApplication app)
    {
        var document = new Lazy<byte[]>(() => OpenApiDocument.Write(
            app.Services.GetRequiredService<EndpointDataSource>().Endpoints, [.. app.Services.GetServices<ApiSurface>(), Server], Version));
        app.MapGet(Path, () => Results.Bytes(document.Value, "application/json; charset=utf-8")).Describe("This description.", form: RouteForm.Text);
    }

    /// <summary>Serves the page, before what serves the client's pages.</summary>
    public static IApplicationBuilder UseApiPage(this IApplicationBuilder app) => app
        .Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments("/docs", StringComparison.OrdinalIgnoreCase))
                return next(context);
            context.Response.Headers.ContentSecurityPolicy = PagePolicy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        })
        .UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "Parley";
            page.SwaggerEndpoint(Path, "Parley");
        });

    private static ApiSurface Server { get; } = new("Server", "The process itself, and Socket.IO.", null, "/");

    private static string Version => typeof(ApiDocument).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
