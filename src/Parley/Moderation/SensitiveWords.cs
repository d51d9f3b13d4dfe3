using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>Edits the list of sensitive words; every node goes by the change within a second.</summary>
public sealed class SensitiveWords(IWordStore store, TimeProvider clock)
{
    /// <summary>The longest word, in characters.</summary>
    public const int LongestWord = 64;

    /// <summary>The longest list of what holds for all.</summary>
    public const int MostWords = 100_000;

    /// <summary>The longest list of a tenant's own: one that is full is nobody else's trouble.</summary>
    public const int MostOwnWords = 10_000;

    /// <summary>Adds words, or changes what becomes of those that are on the list.</summary>
    /// <param name="tenant">Whose; none for all.</param>
    /// <returns>How many; <see cref="ChatError.InvalidField"/> when one is too long or nothing of it is left after folding, or the list is full.</returns>
    public async Task<Outcome<int>> SetAsync(TenantId tenant, IReadOnlyCollection<string> words, WordAction action, CancellationToken cancel)
    {
        var now = clock.NowMs();
        var keyed = new Dictionary<string, SensitiveWord>(StringComparer.Ordinal);
        foreach (var word in words.Select(word => word.Trim()))
        {
            if (word.Length > LongestWord || !FieldRules.IsKeepable(word) || WordFolding.Key(word) is not { Length: > 0 } key)
                return FieldRules.Invalid("word", LongestWord);
            keyed[key] = new SensitiveWord(tenant, word, action, now);
        }

        var (_, known) = await store.ReadAsync(cancel);
        var most = tenant.IsNone ? MostWords : MostOwnWords;
        var own = known.Where(word => word.TenantId == tenant).ToList();
        if (own.Count + keyed.Count > most && own.Count + keyed.Keys.Except(own.Select(word => WordFolding.Key(word.Text)), StringComparer.Ordinal).Count() > most)
            return FieldRules.Invalid("words", most);
        await store.SetAsync([.. keyed.Select(pair => (pair.Key, pair.Value))], cancel);
        return keyed.Count;
    }

    /// <summary>Takes a word off the list.</summary>
    /// <returns><see cref="ChatError.NotFound"/> when it is not on it.</returns>
    public async Task<Outcome<Unit>> RemoveAsync(TenantId tenant, string word, CancellationToken cancel) =>
        FieldRules.IsKeepable(word) && await store.RemoveAsync(tenant, WordFolding.Key(word), word, cancel) ? new Unit() : ChatError.NotFound;

    /// <summary>The list of a tenant, or of what holds for all.</summary>
    public async Task<IReadOnlyList<SensitiveWord>> ListAsync(TenantId tenant, CancellationToken cancel)
    {
        var (_, words) = await store.ReadAsync(cancel);
        return [.. words.Where(word => word.TenantId == tenant)];
    }
}
