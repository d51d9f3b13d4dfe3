using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Files;
using Parley.Limits;
using Parley.Primitives;

namespace Parley.Dialects.Files;

/// <summary>
/// The download route of every surface: gives a file to a caller who may see it, or to whoever has a signed link. Map it for GET and HEAD with
/// <c>AllowAnonymous()</c> and <see cref="NoRestLimit"/>: it asks and counts by itself.
/// </summary>
public sealed class FileSender(FileReading reading, RateLimiter limiter, RateLimits limits)
{
    /// <summary>Answers a request for a file.</summary>
    /// <param name="id">The file as the path names it.</param>
    public async Task<IResult> SendAsync(HttpContext http, string id)
    {
        var file = new FileId(PublicId.TryParse(id, EntityKind.File, out var number) ? number : 0);
        var link = FileUrls.LinkOf(http.Request, file);
        var caller = http.TryCaller();
        if (caller is null && link is null)
            return Results.Challenge(); // says why a token was not good, if there was one
        if (Judge(http, caller) is { } tooMany)
            return tooMany.ToResult();

        Refusal? refusal = null;
        if (caller is not null)
        {
            var seen = await reading.OpenAsync(caller.Account, file, http.RequestAborted);
            if (seen.IsOk)
                return new FileResult(seen.Value);
            refusal = seen.Refusal;
        }

        if (link is null)
            return refusal!.ToResult();
        var opened = await reading.OpenAsync(link.Value.Link, link.Value.Signature, http.RequestAborted);
        return opened.IsOk ? new FileResult(opened.Value) : opened.Refusal.ToResult();
    }

    private Refusal? Judge(HttpContext http, Caller? caller)
    {
        if (caller is not null)
            return limiter.Take(limits.RestUser, caller.Id.Value);
        var address = http.Connection.RemoteIpAddress;
        return limits.IsExempt(address) ? null : limiter.Take(limits.FileLinks, RateLimits.KeyOf(address));
    }
}
