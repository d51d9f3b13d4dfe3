using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Files;
using Parley.Dialects.Market.Chat.Wire;
using Parley.Dialects.OpenApi;

namespace Parley.Dialects.Market.Chat.Rest;

/// <summary><c>/api/v1/files</c> and <c>/api/v1/chat/files</c>: uploads and downloads with this surface's bound (document 001, diagram 7).</summary>
internal static class FileRoutes
{
    /// <summary>Maps the path that clients of the Social surface share: the answer has their fields too, and <c>?dialect=social</c> asks for their bound.</summary>
    public static void MapShared(RouteGroupBuilder group) => group.MapPost("/", UploadSharedAsync)
        .Describe("Uploads a file; the answer has the fields of Market and of Social.", answers: ChatJson.Wire.SharedFileView, query: "dialect", status: 201, form: RouteForm.Upload);

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/", UploadAsync).Describe("Uploads a file.", answers: ChatJson.Wire.EnvelopeFileView, form: RouteForm.Upload);
        group.MapDownload();
    }

    private static async Task<IResult> UploadAsync(HttpContext http, FileReceiver files, MarketOptions options, FileUrls urls)
    {
        var upload = await files.ReceiveAsync(http, options.MaxFileSize);
        return upload.IsOk ? MarketResults.Ok(FileView.Of(upload.File, urls), ChatJson.Wire.EnvelopeFileView) : upload.Error;
    }

    private static async Task<IResult> UploadSharedAsync(HttpContext http, FileReceiver files, MarketOptions options, FileUrls urls)
    {
        var isSocial = string.Equals(http.Request.Query["dialect"], "social", StringComparison.Ordinal);
        var upload = await files.ReceiveAsync(http, isSocial ? null : options.MaxFileSize);
        return upload.IsOk
            ? Results.Json(new SharedFileView(FileView.Of(upload.File, urls)), ChatJson.Wire.SharedFileView, statusCode: StatusCodes.Status201Created)
            : upload.Error;
    }
}
