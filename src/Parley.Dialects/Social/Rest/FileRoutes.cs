using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Rest;
using Parley.Dialects.Social.Wire;

namespace Parley.Dialects.Social.Rest;

/// <summary><c>/api/v1/files</c>.</summary>
internal static class FileRoutes
{
    private const long MarketOther = 10 * 1024 * 1024;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/", UploadAsync);
        group.MapMethods("/{id}", [HttpMethods.Get, HttpMethods.Head], (HttpContext http, string id, FileSender files) => files.SendAsync(http, id))
            .AllowAnonymous()
            .WithMetadata(new NoRestLimit());
    }

    // The path is Market's as well (document 001, diagram 7), whose files are smaller: its clients say so, and both find their own fields in the answer.
    private static async Task<IResult> UploadAsync(HttpContext http, FileReceiver files, FileUrls urls)
    {
        var upload = await files.ReceiveAsync(http, http.Request.Query["dialect"] == "market" ? MarketOther : null);
        return upload.IsOk ? Answers.Json(FileDto.Of(upload.File, urls), SocialJson.Plain.FileDto, StatusCodes.Status201Created) : upload.Error;
    }
}
