using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Files;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rooms.Wire;

namespace Parley.Dialects.Rooms.Rest;

/// <summary><c>/api/chat/files</c>.</summary>
internal static class FileRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/", UploadAsync).Describe("Uploads a file.", answers: RoomsJson.Wire.RoomsEnvelopeRoomsFile, status: 201, form: RouteForm.Upload);
        group.MapDownload();
    }

    private static async Task<IResult> UploadAsync(HttpContext http, FileReceiver files, FileUrls urls)
    {
        var upload = await files.ReceiveAsync(http);
        return upload.IsOk
            ? RoomsResults.Ok(RoomsFile.Of(upload.File, urls), RoomsJson.Wire.RoomsEnvelopeRoomsFile, StatusCodes.Status201Created)
            : upload.Error;
    }
}
