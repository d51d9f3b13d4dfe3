using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Dialects.Identity;
using Parley.Dialects.OpenApi;
using Parley.Files;

namespace Parley.Dialects.Files;

/// <summary>Files over HTTP for the host.</summary>
public static class FileServices
{
    /// <summary>
    /// Adds what the surfaces' routes and frames need of files. The host adds <see cref="IFileStore"/>, <see cref="IBlobStore"/>,
    /// <see cref="FilesOptions"/> and <see cref="FileLinkSigner"/>.
    /// </summary>
    public static IServiceCollection AddFiles(this IServiceCollection services) => services
        .AddSingleton<FileUploads>()
        .AddSingleton<FileReading>()
        .AddSingleton<Attachments>()
        .AddSingleton<FileUrls>()
        .AddSingleton<PictureFiles>()
        .AddSingleton<FileReceiver>()
        .AddSingleton<FileSender>();

    /// <summary>Maps where all surfaces' links lead (<see cref="FileUrls"/>).</summary>
    public static void MapFiles(this IEndpointRouteBuilder app) => app.MapGroup("/api/v1/files").RequireAuthorization().MapDownload();

    /// <summary>Maps <c>/{id}</c> of a surface's files: for who may see one, and for who has its link.</summary>
    internal static void MapDownload(this IEndpointRouteBuilder files) => files
        .MapMethods("/{id}", [HttpMethods.Get, HttpMethods.Head], (HttpContext http, string id, FileSender sender) => sender.SendAsync(http, id))
        .AllowAnonymous()
        .WithMetadata(new NoRestLimit())
        .Describe("A file that one may see, or that a signed link names.", query: "expires signature", form: RouteForm.Download);
}
