using Microsoft.Net.Http.Headers;
using Parley.Configuration;

namespace Parley.Host.Pages;

/// <summary>Serves the web client from this server's own origin, where it is built (<c>Pages:Folder</c>, default <c>pages</c> beside the binary).</summary>
internal static class PageServing
{
    // Nothing from elsewhere, nothing inline; pictures and recordings also from memory, before they are sent.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // What answers programs answers them with its own 404, never with a page.
    private static readonly string[] Others = ["/api", "/socket.io", "/ws", "/health", "/pay", "/metrics"];

    /// <summary>Answers what no route does, after routing.</summary>
    public static IApplicationBuilder UsePages(this IApplicationBuilder app, Settings settings)
    {
        var folder = settings.Text("Pages:Folder") ?? Path.Combine(AppContext.BaseDirectory, "pages");
        return PageFiles.Read(folder) is not { } files ? app : app.Use((context, next) =>
        {
            var isReading = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
            return isReading && context.GetEndpoint() is null && Choose(context.Request, files) is { } file ? SendAsync(context, file) : next(context);
        });
    }

    private static PageFile? Choose(HttpRequest request, PageFiles files)
    {
        var path = request.Path;
        if (Others.Any(other => path.StartsWithSegments(other, StringComparison.OrdinalIgnoreCase)))
            return null;
        var text = path.Value ?? "/";
        if (files.Find(text) is { } file)
            return file;

        // An address of the client's own: only for who asks for a page, and never for a missing script.
        var isPage = request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && !Path.GetFileName(text.AsSpan()).Contains('.');
        return isPage ? files.Index : null;
    }

    private static async Task SendAsync(HttpContext context, PageFile file)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        headers.ETag = file.Tag;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = file.IsForever ? "public, max-age=31536000, immutable" : "no-cache";
        headers.XContentTypeOptions = "nosniff";
        if (request.Headers.IfNoneMatch.ToString().Contains(file.Tag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(self), microphone=(self)";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        var body = file.Bytes;
        if (file.Brotli is { } brotli && request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase))
        {
            headers.ContentEncoding = "br";
            body = brotli;
        }

        response.ContentType = file.Type;
        response.ContentLength = body.Length;
        if (HttpMethods.IsGet(request.Method))
            await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
