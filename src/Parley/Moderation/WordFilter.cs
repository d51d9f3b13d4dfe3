using System.Buffers;
using System.Text;

namespace Parley.Moderation;

/// <summary>The words that hold in one tenant, ready to be looked for. Immutable.</summary>
internal sealed class WordFilter
{
    private const int MostTold = 10;

    private readonly SensitiveWord[] _words;
    private readonly WordAutomaton _automaton;

    /// <summary>Of words that fold alike the strictest holds.</summary>
    /// <param name="shared">What holds beside them: a tenant makes nothing weaker that holds for all.</param>
    public WordFilter(IEnumerable<SensitiveWord> words, WordFilter? shared = null)
    {
        Shared = shared;
        var byKey = new Dictionary<string, SensitiveWord>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var key = WordFolding.Key(word.Text);
            if (key.Length > 0 && (!byKey.TryGetValue(key, out var known) || word.Action < known.Action))
                byKey[key] = word;
        }

        _words = [.. byKey.Values];
        _automaton = new WordAutomaton([.. byKey.Keys]);
    }

    /// <summary>The same words beside others.</summary>
    public WordFilter(WordFilter own, WordFilter? shared) => (_words, _automaton, Shared) = (own._words, own._automaton, shared);

    /// <summary>What holds beside these words.</summary>
    public WordFilter? Shared { get; }

    /// <summary>What the words say of a text; the default when none is in it.</summary>
    public WordVerdict Check(string text)
    {
        var folded = new FoldedText(text);
        var verdict = default(WordVerdict);
        bool[]? masked = null;
        LookBoth(text, in folded, ref verdict, ref masked);
        if (folded.CanLoosen && !verdict.IsRejected)
        {
            folded.Loosen();
            LookBoth(text, in folded, ref verdict, ref masked);
        }

        folded.Dispose();
        if (masked is null)
            return verdict;
        if (!verdict.IsRejected)
            verdict = verdict with { Masked = Mask(text, masked) };
        ArrayPool<bool>.Shared.Return(masked);
        return verdict;
    }

    private void LookBoth(string text, in FoldedText folded, ref WordVerdict verdict, ref bool[]? masked)
    {
        Shared?.Look(text, in folded, ref verdict, ref masked);
        Look(text, in folded, ref verdict, ref masked);
    }

    private void Look(string text, in FoldedText folded, ref WordVerdict verdict, ref bool[]? masked)
    {
        var cursor = default(WordAutomaton.Cursor);
        while (!verdict.IsRejected && _automaton.Next(folded.Chars, ref cursor, out var found))
        {
            var word = _words[found.Word];
            verdict = Add(verdict, word);
            if (word.Action != WordAction.Mask)
                continue;
            masked ??= Rent(text.Length);
            var (start, end) = folded.Origin(found.Start, found.End);
            masked.AsSpan(start, end - start).Fill(true);
        }
    }

    private static WordVerdict Add(WordVerdict verdict, SensitiveWord word)
    {
        verdict = word.Action switch
        {
            WordAction.Reject => verdict with { IsRejected = true },
            WordAction.Flag => verdict with { IsFlagged = true },
            _ => verdict,
        };
        if (word.Action == WordAction.Mask)
            return verdict;
        var words = verdict.Words ?? [];
        return words.Contains(word.Text, StringComparer.Ordinal) || words.Count == MostTold ? verdict : verdict with { Words = [.. words, word.Text] };
    }

    private static bool[] Rent(int length)
    {
        var masked = ArrayPool<bool>.Shared.Rent(length);
        masked.AsSpan(0, length).Clear();
        return masked;
    }

    // One star a character, so that no more of the word shows than its length; a surrogate pair is one.
    private static string Mask(string text, bool[] masked)
    {
        var shown = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (!masked[at])
                shown.Append(text[at]);
            else if (!char.IsLowSurrogate(text[at]))
                shown.Append('*');
        }

        return shown.ToString();
    }
}
