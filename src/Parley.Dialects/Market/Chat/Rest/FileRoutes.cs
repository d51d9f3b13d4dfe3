using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Market.Chat.Wire;

namespace Parley.Dialects.Market.Chat.Rest;

/// <summary><c>/api/v1/chat/files</c>: uploads and downloads with this surface's bound (document 001, diagram 7).</summary>
internal static class FileRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/", UploadAsync);
        group.MapMethods("/{id}", [HttpMethods.Get, HttpMethods.Head], (HttpContext http, string id, FileSender files) => files.SendAsync(http, id))
            .AllowAnonymous()
            .WithMetadata(new NoRestLimit());
    }

    private static async Task<IResult> UploadAsync(HttpContext http, FileReceiver files, MarketOptions options, FileUrls urls)
    {
        var upload = await files.ReceiveAsync(http, options.MaxFileSize);
        return upload.IsOk ? MarketResults.Ok(FileView.Of(upload.File, urls), ChatJson.Wire.EnvelopeFileView) : upload.Error;
    }
}
