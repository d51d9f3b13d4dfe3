using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Parley.Moderation;

/// <summary>
/// A text as words are looked for in it, each of its characters knowing where it comes from. Folded by <see cref="FoldTable"/>, many blanks to one; blanks, marks and
/// symbols between two characters of Chinese, Japanese or Korean script are left out, because those scripts need none there. <see cref="Loosen"/> leaves
/// out those beside one such character, too, and those between letters that stand singly ("v.x", "c-a-s-i-n-o"). Buffers are rented: dispose it.
/// </summary>
internal ref struct FoldedText
{
    private const char Voiced = '\u3099';
    private const char SemiVoiced = '\u309A';

    // The kana that the mark makes another of: the one after them, or the one after that.
    private const string Voicing = "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホゝヽ";
    private const string SemiVoicing = "はひふへほハヒフヘホ";

    private readonly FoldTable _table = FoldTable.Instance;
    private char[] _chars;
    private Stretch[] _origins;
    private int _length;
    private Stretch[] _loose = []; // what is left out when loosened, in order
    private int _looseCount;
    private int _gap = -1; // where a run of separators began
    private bool _isCjk; // the last character that is no separator
    private bool _isSingle; // that one: a letter with none before it
    private Stretch? _letterGap; // what stands before a letter that may stand singly behind another

    /// <summary>Folds.</summary>
    public FoldedText(string text)
    {
        _chars = ArrayPool<char>.Shared.Rent(text.Length + 16);
        _origins = ArrayPool<Stretch>.Shared.Rent(text.Length + 16);
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var used);
            Add(rune, new Stretch(at, at + used));
            at += used;
        }

        Settle();
    }

    /// <summary>Whether <see cref="Loosen"/> leaves anything out.</summary>
    public readonly bool CanLoosen => _looseCount > 0;

    /// <summary>The folded text.</summary>
    public readonly ReadOnlySpan<char> Chars => _chars.AsSpan(0, _length);

    /// <summary>Where the text begins and ends, as written, that folded to a part of <see cref="Chars"/>.</summary>
    public readonly (int Start, int End) Origin(int from, int to) => (_origins[from].Start, _origins[to - 1].End);

    /// <summary>Leaves out what hides words that stand apart. What is kept moves up: nothing is folded again.</summary>
    public void Loosen()
    {
        if (_looseCount == 0)
            return;
        var length = _loose[0].Start;
        for (var i = 0; i < _looseCount; i++)
        {
            var (from, to) = (_loose[i].End, i + 1 < _looseCount ? _loose[i + 1].Start : _length);
            Array.Copy(_chars, from, _chars, length, to - from);
            Array.Copy(_origins, from, _origins, length, to - from);
            length += to - from;
        }

        (_length, _looseCount) = (length, 0);
    }

    /// <summary>Gives the buffers back.</summary>
    public readonly void Dispose()
    {
        ArrayPool<char>.Shared.Return(_chars);
        ArrayPool<Stretch>.Shared.Return(_origins);
        if (_loose.Length > 0)
            ArrayPool<Stretch>.Shared.Return(_loose);
    }

    private void Add(Rune rune, Stretch origin)
    {
        if (rune.IsAscii && !char.IsAsciiLetterUpper((char)rune.Value))
        {
            Append(rune, origin);
            return;
        }

        var isOther = _table.TryFold(rune.Value, out var folded);
        if (rune.Value is Voiced or SemiVoiced || folded is [Voiced or SemiVoiced])
        {
            Voice(isOther ? folded[0] : (char)rune.Value, origin.End);
        }
        else if (IsMark(rune) && (isOther ? folded.IsEmpty && _length > 0 : IsStrange()))
        {
            _origins[_length - 1] = _origins[_length - 1] with { End = origin.End }; // belongs to the character that it stands over
        }
        else if (!isOther)
        {
            Append(rune, origin);
        }
        else
        {
            foreach (var part in folded.EnumerateRunes())
                Append(part, origin);
        }
    }

    private void Append(Rune rune, Stretch origin)
    {
        rune = new Rune(Lookalikes.Of(rune.Value));
        var category = Rune.GetUnicodeCategory(rune);
        if (!IsSeparator(category))
        {
            Meet(IsCjk(rune), IsLetter(category));
        }
        else
        {
            Settle();
            if (_gap < 0)
                _gap = _length;
            if (category is >= UnicodeCategory.SpaceSeparator and <= UnicodeCategory.Control)
                rune = new Rune(' ');
            if (rune.Value == ' ' && _length > 0 && _chars[_length - 1] == ' ')
            {
                _origins[_length - 1] = _origins[_length - 1] with { End = origin.End }; // many blanks part two words as one does
                return;
            }
        }

        if (_length + 2 > _chars.Length)
            (_chars, _origins) = (Grow(_chars, _length), Grow(_origins, _length));
        for (var end = _length + rune.EncodeToUtf16(_chars.AsSpan(_length)); _length < end;)
            _origins[_length++] = origin;
    }

    // Whether a mark would stand over a character that no script puts one over, but who hides a word: those that some do are folded.
    private readonly bool IsStrange() => _length > 0 && (char.IsAsciiLetterOrDigit(_chars[_length - 1]) || (_isCjk && _gap < 0));

    // A character that is no separator comes: is what stands before it left out?
    private void Meet(bool isCjk, bool isLetter)
    {
        if (_gap < 0)
        {
            if (isCjk)
                Settle();
            _letterGap = null; // else what began behind a gap is no single letter
            _isSingle = isLetter && (_isCjk || _length == 0);
        }
        else if (_isCjk && isCjk)
        {
            _length = _gap;
        }
        else if (_gap > 0 && (_isCjk || isCjk))
        {
            LeaveOut(new Stretch(_gap, _length));
            _isSingle = isLetter;
        }
        else if (isLetter && _isSingle)
        {
            _letterGap = new Stretch(_gap, _length);
        }
        else
        {
            _isSingle = isLetter;
        }

        (_gap, _isCjk) = (-1, isCjk);
    }

    // The letter that came last stands singly, as the one before it.
    private void Settle()
    {
        if (_letterGap is { } gap)
            LeaveOut(gap);
        _letterGap = null;
    }

    private void LeaveOut(Stretch loose)
    {
        if (_looseCount == _loose.Length)
            _loose = Grow(_loose, _looseCount);
        _loose[_looseCount++] = loose;
    }

    private readonly void Voice(char mark, int end)
    {
        if (_length == 0)
            return;
        ref var last = ref _chars[_length - 1];
        if (mark == Voiced && Voicing.Contains(last, StringComparison.Ordinal))
            last++;
        else if (mark == Voiced && last is 'う' or 'ウ')
            last = last == 'う' ? 'ゔ' : 'ヴ';
        else if (mark == SemiVoiced && SemiVoicing.Contains(last, StringComparison.Ordinal))
            last += (char)2;
        _origins[_length - 1] = _origins[_length - 1] with { End = end };
    }

    private static T[] Grow<T>(T[] old, int length)
    {
        var larger = ArrayPool<T>.Shared.Rent((length * 2) + 16);
        old.AsSpan(0, length).CopyTo(larger);
        if (old.Length > 0)
            ArrayPool<T>.Shared.Return(old);
        return larger;
    }

    // Punctuation, symbols, blanks, control characters: the numbers of the categories lie together.
    private static bool IsSeparator(UnicodeCategory category) =>
        category is (>= UnicodeCategory.SpaceSeparator and <= UnicodeCategory.Control) or (>= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherSymbol);

    private static bool IsMark(Rune rune) => rune.Value is >= 0x300 and not (>= 0x3400 and <= 0x9FFF) && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static bool IsLetter(UnicodeCategory category) => category <= UnicodeCategory.OtherLetter;

    private static bool IsCjk(Rune rune) => rune.Value switch
    {
        < 0x3005 => false,
        <= 0x3007 => true, // 々 〆 〇
        < 0x3041 => false,
        <= 0x318E => true, // kana, bopomofo, jamo
        >= 0x31A0 and <= 0x31FF => true,
        >= 0x3400 and <= 0x9FFF => true,
        >= 0xAC00 and <= 0xD7A3 => true,
        >= 0xF900 and <= 0xFAFF => true,
        >= 0x20000 and <= 0x3FFFF => true,
        _ => false,
    };

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Stretch(int Start, int End);
}
