using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>The list of sensitive words at rest. Its version rises with each change, in the change's transaction.</summary>
public interface IWordStore
{
    /// <summary>The list's version; 0 before the first change.</summary>
    Task<long> ReadVersionAsync(CancellationToken cancel);

    /// <summary>The whole list, by tenant and word, with a version that is not newer than it.</summary>
    Task<(long Version, IReadOnlyList<SensitiveWord> Words)> ReadAsync(CancellationToken cancel);

    /// <summary>Adds words, or changes what becomes of those whose key is there.</summary>
    /// <param name="words">The words with their keys (<see cref="WordFolding.Key"/>).</param>
    Task SetAsync(IReadOnlyList<(string Key, SensitiveWord Word)> words, CancellationToken cancel);

    /// <summary>Takes a word off the list.</summary>
    /// <param name="key">What it is known by.</param>
    /// <param name="word">As it was added: it may be kept under what it was once known by.</param>
    /// <returns>False when it is not on it.</returns>
    Task<bool> RemoveAsync(TenantId tenant, string key, string word, CancellationToken cancel);
}
