using System.Buffers;
using System.Text;

namespace Parley.Moderation;

/// <summary>The words that hold in one tenant, ready to be looked for. Immutable.</summary>
internal sealed class WordFilter
{
    private const int MostTold = 10;

    private readonly SensitiveWord[] _words;
    private readonly WordAutomaton _automaton;

    /// <summary>Of words that fold alike the strictest holds: a tenant makes nothing weaker that holds for all.</summary>
    public WordFilter(IEnumerable<SensitiveWord> words)
    {
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

    /// <summary>What the words say of a text; the default when none is in it.</summary>
    public WordVerdict Check(string text)
    {
        using var folded = new FoldedText(text);
        var verdict = default(WordVerdict);
        var cursor = default(WordAutomaton.Cursor);
        bool[]? masked = null;
        while (_automaton.Next(folded.Chars, ref cursor, out var found))
        {
            var word = _words[found.Word];
            verdict = Add(verdict, word);
            if (verdict.IsRejected)
                break;
            if (word.Action != WordAction.Mask)
                continue;
            masked ??= Rent(text.Length);
            var (start, end) = folded.Origin(found.Start, found.End);
            masked.AsSpan(start, end - start).Fill(true);
        }

        if (masked is null)
            return verdict;
        if (!verdict.IsRejected)
            verdict = verdict with { Masked = Mask(text, masked) };
        ArrayPool<bool>.Shared.Return(masked);
        return verdict;
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
