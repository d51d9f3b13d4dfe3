using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Parley.Files;
using Parley.Moderation;

namespace Parley.Dialects.Files;

/// <summary>
/// A file as an answer: ranges and conditions (RFC 9110, 13 and 14) are answered, and a browser does nothing with it but show a picture or
/// play a sound. It must ask again before it shows it again, since the message may be recalled.
/// </summary>
internal sealed class FileResult(OpenedFile opened) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var file = opened.File;
        var disposition = new ContentDispositionHeaderValue(file.Kind is FileKind.Image or FileKind.Audio ? "inline" : "attachment");
        var rules = httpContext.RequestServices.GetService<ContentRules>(); // the name as the message shows it
        disposition.SetHttpFileName(rules?.Mask(file.TenantId, file.Name) ?? file.Name); // RFC 6266 with RFC 8187: a plain name, and the whole one in UTF-8
        var headers = httpContext.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, no-cache";
        return Results.Stream(
            opened.Content,
            file.ContentType,
            lastModified: DateTimeOffset.FromUnixTimeMilliseconds(file.CreatedAt),
            entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""),
            enableRangeProcessing: true).ExecuteAsync(httpContext);
    }
}
