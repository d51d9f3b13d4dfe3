using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Files;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Web.Wire;

namespace Parley.Dialects.Web.Rest;

/// <summary><c>/api/web/files</c> (document 004, 3.4).</summary>
internal static class FileRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/upload", UploadAsync).Describe("Uploads a file.", answers: WebJson.Wire.WebEnvelopeWebFile, form: RouteForm.Upload);
        group.MapDownload();
    }

    private static async Task<IResult> UploadAsync(HttpContext http, FileReceiver files, FileUrls urls)
    {
        var upload = await files.ReceiveAsync(http);
        return upload.IsOk ? WebAnswers.Ok(WebFile.Of(upload.File, urls), WebJson.Wire.WebEnvelopeWebFile) : upload.Error;
    }
}
