using Parley.Accounts;
using Parley.Files;

namespace Parley.Dialects.Files;

/// <summary>Keeps uploads that are the picture of a person, a contact or a group: no message has them, and they would go after a day.</summary>
public sealed class PictureFiles(FileUrls urls, IFileStore store)
{
    /// <summary>Keeps the file that a picture's address names, if it is one of ours and the caller's own upload. To be called once the address is stored.</summary>
    /// <param name="url">The address as it was given; null or empty for none.</param>
    public async Task KeepAsync(Account caller, string? url, CancellationToken cancel)
    {
        if (url is { Length: > 0 } && urls.TryRead(url, out var file))
            await store.KeepAsync(file, caller.Id, cancel);
    }
}
