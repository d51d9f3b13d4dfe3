using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Files;

namespace Parley.Dialects.Files;

/// <summary>The upload route of every surface: reads the file out of a multipart body into the store. The route itself only says the answer.</summary>
public sealed class FileReceiver(FileUploads uploads, FilesOptions options, TimeProvider clock)
{
    /// <summary>Receives the caller's file: the first part of the body that has a file's name. Parts before it are skipped, those behind not read.</summary>
    /// <param name="maxOther">The surface's own bound on files that are neither images nor sounds, in bytes; null: the common one.</param>
    public async Task<Upload> ReceiveAsync(HttpContext http, long? maxOther = null)
    {
        if (MultipartFile.BoundaryOf(http.Request) is not { } boundary)
            return Refuse(EdgeFault.UnsupportedMediaType.ToResult());

        // We count ourselves and answer; the server's own bound would only break the connection off.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound)
            bound.MaxRequestBodySize = null;
        using var patience = new CancellationTokenSource(options.UploadTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, patience.Token);
        try
        {
            if (await MultipartFile.FindAsync(http, boundary, either.Token) is not { } file)
                return Refuse(EdgeFault.MissingField.ToResult("file"));
            var stored = await uploads.ReceiveAsync(
                http.Caller().Account, new IncomingFile(file.Name, file.DeclaredType, file.ReadAsync, maxOther), either.Token);
            return stored.IsOk ? new Upload(stored.Value, null) : Refuse(stored.Refusal.ToResult());
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !http.RequestAborted.IsCancellationRequested)
        {
            return Refuse(EdgeFault.BadRequest.ToResult());
        }
    }

    private static Upload Refuse(IResult error) => new(null, error);
}
