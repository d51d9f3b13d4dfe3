using System.Runtime.InteropServices;

namespace Parley.Moderation;

/// <summary>
/// Finds every occurrence of every word in one pass over a text (Aho and Corasick, 1975), without allocating. Immutable: many threads may
/// look at once.
/// </summary>
internal sealed class WordAutomaton
{
    private const int PageBits = 8;
    private const int Few = 32; // edges that are faster looked through than searched

    // A state's edges lie together, ascending by character: those of state s from _edges[s] up to _edges[s + 1].
    private readonly int[] _edges;
    private readonly char[] _labels;
    private readonly int[] _targets;
    private readonly int[] _fail;
    private readonly int[] _words; // the word that ends at a state, or -1
    private readonly int[] _ends; // the longest suffix of a state, itself included, at which a word ends; 0 for none
    private readonly int[] _lengths;
    private readonly int[]?[] _roots = new int[(char.MaxValue + 1) >> PageBits][]; // where each character leads from the root, which most of a text never leaves

    /// <summary>Builds it.</summary>
    /// <param name="words">None empty, no two the same.</param>
    public WordAutomaton(IReadOnlyList<string> words)
    {
        var trie = new WordTrie(words);
        (_edges, _labels, _targets, _words) = (trie.Edges, trie.Labels, trie.Targets, trie.Words);
        _lengths = [.. words.Select(word => word.Length)];
        (_fail, _ends) = (new int[_words.Length], new int[_words.Length]);
        for (var edge = 0; edge < _edges[1]; edge++)
            (_roots[_labels[edge] >> PageBits] ??= new int[1 << PageBits])[_labels[edge] & ((1 << PageBits) - 1)] = _targets[edge];
        Link();
    }

    /// <summary>The next occurrence, in order of where it ends, the longest first.</summary>
    /// <returns>False when there is no other.</returns>
    public bool Next(ReadOnlySpan<char> text, ref Cursor cursor, out Occurrence found)
    {
        while (cursor.End == 0)
        {
            if (cursor.At == text.Length)
            {
                found = default;
                return false;
            }

            cursor.State = Step(cursor.State, text[cursor.At++]);
            cursor.End = _ends[cursor.State];
        }

        var word = _words[cursor.End];
        found = new Occurrence(word, cursor.At - _lengths[word], cursor.At);
        cursor.End = _ends[_fail[cursor.End]];
        return true;
    }

    private int Step(int state, char c)
    {
        for (; state != 0; state = _fail[state])
        {
            var first = _edges[state];
            var labels = _labels.AsSpan(first, _edges[state + 1] - first);
            var at = labels.Length <= Few ? labels.IndexOf(c) : labels.BinarySearch(c);
            if (at >= 0)
                return _targets[first + at];
        }

        return _roots[c >> PageBits] is { } page ? page[c & ((1 << PageBits) - 1)] : 0;
    }

    // States are numbered by depth, so what a state falls back to is linked before it.
    private void Link()
    {
        for (var state = 0; state < _words.Length; state++)
        {
            for (var edge = _edges[state]; edge < _edges[state + 1]; edge++)
            {
                var target = _targets[edge];
                _fail[target] = state == 0 ? 0 : Step(_fail[state], _labels[edge]);
                _ends[target] = _words[target] >= 0 ? target : _ends[_fail[target]];
            }
        }
    }

    /// <summary>How far a search has got; begins as the default.</summary>
    [StructLayout(LayoutKind.Auto)]
    public struct Cursor
    {
        internal int At;
        internal int State;
        internal int End;
    }

    /// <summary>A word in a text.</summary>
    /// <param name="Word">Its place in the list.</param>
    /// <param name="Start">Where it begins.</param>
    /// <param name="End">Where it ends, exclusive.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Occurrence(int Word, int Start, int End);
}
