using Microsoft.Extensions.DependencyInjection;
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
}
