namespace Parley.Moderation;

/// <summary>The tree of the words' beginnings in arrays, states numbered by depth: what <see cref="WordAutomaton"/> is built on.</summary>
internal sealed class WordTrie
{
    /// <summary>Builds it, depth by depth: words in order that share a beginning lie together.</summary>
    public WordTrie(IReadOnlyList<string> words)
    {
        var order = Enumerable.Range(0, words.Count).ToArray();
        Array.Sort(order, (one, other) => string.CompareOrdinal(words[one], words[other]));
        var (edges, labels, targets, ends) = (new List<int>(), new List<char>(), new List<int>(), new List<int> { -1 });
        var ranges = new Queue<(int From, int To, int Depth)>();
        ranges.Enqueue((0, order.Length, 0));
        while (ranges.TryDequeue(out var range))
        {
            edges.Add(labels.Count);
            for (var from = range.From; from < range.To;)
            {
                var word = words[order[from]];
                if (word.Length == range.Depth)
                {
                    ends[edges.Count - 1] = order[from++]; // sorts before all that go on
                    continue;
                }

                var to = from + 1;
                while (to < range.To && words[order[to]][range.Depth] == word[range.Depth])
                    to++;
                labels.Add(word[range.Depth]);
                targets.Add(ends.Count);
                ends.Add(-1);
                ranges.Enqueue((from, to, range.Depth + 1));
                from = to;
            }
        }

        edges.Add(labels.Count);
        (Edges, Labels, Targets, Words) = ([.. edges], [.. labels], [.. targets], [.. ends]);
    }

    /// <summary>Where each state's edges begin, and at last where all end.</summary>
    public int[] Edges { get; }

    /// <summary>The edges' characters, ascending within a state.</summary>
    public char[] Labels { get; }

    /// <summary>The edges' states.</summary>
    public int[] Targets { get; }

    /// <summary>The word that ends at each state, or -1.</summary>
    public int[] Words { get; }
}
