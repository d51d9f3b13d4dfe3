using Parley.Accounts;
using Parley.Files;
using Parley.Primitives;

namespace Parley.Dialects.Files;

/// <summary>
/// Takes the addresses of pictures of people, contacts, groups, services and reviews before they are stored. An upload that is such a picture is
/// kept, since no message has it and it would go after a day, and its address is stored as a link that lasts: everybody sees the picture whenever
/// it is shown. Nobody but a file's owner makes such a link of it; one that there is already may be passed on.
/// </summary>
public sealed class PictureFiles(FileUrls urls, IFileStore store)
{
    private const string Web = "https://";

    /// <summary>The address to store for one that was given.</summary>
    /// <param name="owner">Whose upload it may be; none: nobody's.</param>
    /// <param name="url">The address as it was given; null or empty for none.</param>
    /// <returns>An address elsewhere as it is; <see cref="ChatError.FileNotFound"/> for a file that isn't the owner's.</returns>
    public async Task<Outcome<string?>> TakeAsync(TenantId tenant, UserId owner, string? url, CancellationToken cancel)
    {
        if (url is not { Length: > 0 } || !urls.TryRead(url, out var file))
            return url;
        if (urls.IsLasting(url, tenant, file) || await store.KeepAsync(file, owner, cancel))
            return urls.Lasting(tenant, file);
        return ChatError.FileNotFound;
    }

    /// <summary>The same for what its owner writes.</summary>
    public Task<Outcome<string?>> TakeAsync(Account caller, string? url, CancellationToken cancel) => TakeAsync(caller.TenantId, caller.Id, url, cancel);

    /// <summary>The same for a change.</summary>
    public async Task<Outcome<Change<string>>> TakeAsync(Account caller, Change<string> url, CancellationToken cancel)
    {
        var taken = await TakeAsync(caller, url.Value, cancel);
        return taken.IsOk ? url with { Value = taken.Value } : taken.Refusal!;
    }

    /// <summary>The same for several that anybody may look at: what is not an upload of ours is on the web, and encrypted.</summary>
    /// <param name="field">What holds them.</param>
    /// <param name="most">How many there may be.</param>
    /// <returns><see cref="ChatError.FileNotFound"/>; <see cref="ChatError.InvalidField"/>.</returns>
    public async Task<Outcome<string[]>> TakeAsync(
        Account caller, IReadOnlyList<string> given, string field, int most, CancellationToken cancel)
    {
        if (given.Count > most || !given.All(url => urls.TryRead(url, out _) || url.StartsWith(Web, StringComparison.OrdinalIgnoreCase)))
            return FieldRules.Invalid(field, most);
        var taken = new string[given.Count];
        for (var i = 0; i < taken.Length; i++)
        {
            var one = await TakeAsync(caller, given[i], cancel);
            if (!one.IsOk)
                return one.Refusal!;
            taken[i] = one.Value;
        }

        return taken;
    }
}
