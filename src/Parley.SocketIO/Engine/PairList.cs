using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;

namespace Parley.SocketIO.Engine;

/// <summary>
/// A few names with their values, as long as a session: a flat array, since a dictionary of a dozen headers would be the largest thing that
/// an idle session holds.
/// </summary>
internal sealed class PairList(KeyValuePair<string, StringValues>[] pairs, StringComparison comparison) : IReadOnlyDictionary<string, StringValues>
{
    /// <inheritdoc/>
    public int Count => pairs.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => pairs.Select(pair => pair.Key);

    /// <inheritdoc/>
    public IEnumerable<StringValues> Values => pairs.Select(pair => pair.Value);

    /// <inheritdoc/>
    public StringValues this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no '{key}'.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out StringValues value)
    {
        foreach (var pair in pairs)
        {
            if (!string.Equals(pair.Key, key, comparison))
                continue;
            value = pair.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() => pairs.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
