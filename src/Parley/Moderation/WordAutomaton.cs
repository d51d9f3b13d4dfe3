using System.Runtime.InteropServices;

namespace Parley.Moderation;

/// <summary>
/// Finds every occurrence of every word in one pass over a text (Aho and Corasick, 1975), without allocating. Immutable: many threads may
/// look at once.
/// </summary>
internal sealed class WordAutomaton
{
    // A state's edges lie together, ascending by character: those of state s from _edges[s] up to _edges[s + 1].
    private readonly int[] _edges;
    private readonly char[] _labels;
    private readonly int[] _targets;
    private readonly int[] _fail;
    private readonly int[] _words; // the word that ends at a state, or -1
    private readonly int[] _ends; // the longest suffix of a state, itself included, at which a word ends; 0 for none
    private readonly int[] _lengths;
    private readonly ulong[] _begins = new ulong[(char.MaxValue + 1) / 64]; // the characters that words begin with: most of a text is passed over by these

    /// <summary>Builds it.</summary>
    /// <param name="words">None empty, no two the same.</param>
    public WordAutomaton(IReadOnlyList<string> words)
    {
        var trie = new WordTrie(words);
        (_edges, _labels, _targets, _words) = (trie.Edges, trie.Labels, trie.Targets, trie.Words);
        _lengths = [.. words.Select(word => word.Length)];
        (_fail, _ends) = (new int[_words.Length], new int[_words.Length]);
        foreach (var word in words)
            _begins[word[0] >> 6] |= 1UL << (word[0] & 63);
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

            var c = text[cursor.At++];
            if (cursor.State == 0 && (_begins[c >> 6] & (1UL << (c & 63))) == 0)
                continue;
            cursor.State = Step(cursor.State, c);
            cursor.End = _ends[cursor.State];
        }

        var word = _words[cursor.End];
        found = new Occurrence(word, cursor.At - _lengths[word], cursor.At);
        cursor.End = _ends[_fail[cursor.End]];
        return true;
    }

    private int Step(int state, char c)
    {
        while (true)
        {
            var first = _edges[state];
            var at = _labels.AsSpan(first, _edges[state + 1] - first).BinarySearch(c);
            if (at >= 0)
                return _targets[first + at];
            if (state == 0)
                return 0;
            state = _fail[state];
        }
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
