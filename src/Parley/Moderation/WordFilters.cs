using System.Collections.Frozen;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>
/// What holds for all, built once, and beside it what each tenant has of its own: a change of one tenant's list builds that one anew and no other. Immutable.
/// </summary>
internal sealed class WordFilters
{
    private readonly FrozenDictionary<TenantId, IReadOnlyList<SensitiveWord>> _words;
    private readonly FrozenDictionary<TenantId, WordFilter> _filters;

    /// <summary>Builds those whose words are not the ones of before.</summary>
    public WordFilters(IReadOnlyList<SensitiveWord> words, WordFilters? before)
    {
        _words = words.GroupBy(word => word.TenantId).ToFrozenDictionary(group => group.Key, IReadOnlyList<SensitiveWord> (group) => [.. group]);
        var all = _words.ContainsKey(default) ? Make(default, null, before) : null;
        _filters = _words.Keys.ToFrozenDictionary(tenant => tenant, tenant => tenant.IsNone ? all! : Make(tenant, all, before));
    }

    /// <summary>The words that hold in a tenant, or null when there are none.</summary>
    public WordFilter? Of(TenantId tenant) => _filters.GetValueOrDefault(tenant) ?? _filters.GetValueOrDefault(default);

    private WordFilter Make(TenantId tenant, WordFilter? all, WordFilters? before)
    {
        if (before is null || !before._words.TryGetValue(tenant, out var old) || !old.SequenceEqual(_words[tenant]))
            return new WordFilter(_words[tenant], all);
        var kept = before._filters[tenant];
        return ReferenceEquals(kept.Shared, all) ? kept : new WordFilter(kept, all);
    }
}
