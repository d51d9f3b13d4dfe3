using Microsoft.AspNetCore.Cors.Infrastructure;
using Parley.Configuration;

namespace Parley.Host;

/// <summary>Which web pages of elsewhere may call: <c>Cors:Origins</c>, a list of origins or <c>*</c>; none by default.</summary>
internal static class Cors
{
    public static Action<CorsOptions> Configure(Settings settings)
    {
        const string Key = "Cors:Origins";
        var origins = settings.List(Key);
        foreach (var origin in origins)
        {
            if (origin != "*" && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/" && !origin.EndsWith('/')))
                throw new SettingException(Key, "a list of origins like https://app.example.com, or *", origin);
        }

        return cors => cors.AddDefaultPolicy(policy =>
        {
            if (origins.Contains("*", StringComparer.Ordinal))
                policy.AllowAnyOrigin();
            else
                policy.WithOrigins([.. origins]);
            policy.AllowAnyHeader().AllowAnyMethod().WithExposedHeaders("X-Request-Id", "Retry-After", "Content-Disposition", "Content-Range", "Accept-Ranges", "ETag");
        });
    }
}
