using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Parley.Dialects.Files;

/// <summary>The one file in a <c>multipart/form-data</c> body (RFC 7578), read as it comes and never held as a whole.</summary>
internal sealed class MultipartFile
{
    private const int LongestBoundary = 70; // RFC 2046, 5.1.1
    private const int MostParts = 16;
    private const int LongestField = 64 * 1024;

    private readonly HttpContext _http;
    private readonly MultipartSection _section;

    private MultipartFile(HttpContext http, MultipartSection section, ContentDispositionHeaderValue disposition)
    {
        (_http, _section) = (http, section);
        Name = (disposition.FileNameStar.Length > 0 ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).ToString();
    }

    /// <summary>Its name as the client wrote it.</summary>
    public string Name { get; }

    /// <summary>The media type that the client named, if any.</summary>
    public string? DeclaredType => _section.ContentType;

    /// <summary>The boundary of a multipart body; null for any other body.</summary>
    public static string? BoundaryOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return null;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= LongestBoundary ? boundary : null;
    }

    /// <summary>Reads up to the first part that has a file's name; null when there is none.</summary>
    /// <exception cref="BadHttpRequestException">The body is no multipart body, or broke off.</exception>
    public static async ValueTask<MultipartFile?> FindAsync(HttpContext http, string boundary, CancellationToken cancel)
    {
        try
        {
            var reader = new MultipartReader(boundary, http.Request.Body);
            for (var parts = 0; parts < MostParts && await reader.ReadNextSectionAsync(cancel) is { } section; parts++)
            {
                if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && disposition.IsFileDisposition())
                    return new MultipartFile(http, section, disposition);
                await SkipAsync(section.Body, cancel);
            }

            return null;
        }
        catch (Exception broken) when (IsClients(broken))
        {
            throw ToBadRequest(http, broken);
        }
    }

    /// <summary>Reads on.</summary>
    /// <exception cref="BadHttpRequestException">The body broke off.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            return await _section.Body.ReadAsync(buffer, cancel);
        }
        catch (Exception broken) when (IsClients(broken))
        {
            throw ToBadRequest(_http, broken);
        }
    }

    private static async Task SkipAsync(Stream field, CancellationToken cancel)
    {
        var buffer = new byte[4096];
        for (var left = LongestField; await field.ReadAsync(buffer, cancel) is var read and > 0; left -= read)
        {
            if (read > left)
                throw new InvalidDataException("A field before the file is too long.");
        }
    }

    // The server's own faults (the disk) must not be taken for the client's, so they are told apart where the body is read.
    private static bool IsClients(Exception fault) => fault is InvalidDataException or (IOException and not BadHttpRequestException);

    private static Exception ToBadRequest(HttpContext http, Exception broken) => http.RequestAborted.IsCancellationRequested
        ? new OperationCanceledException("The client is gone.", broken, http.RequestAborted)
        : new BadHttpRequestException("The multipart body is broken.", broken);
}
