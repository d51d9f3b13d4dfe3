using System.Buffers;
using System.Globalization;
using System.Text;

namespace Parley.Moderation;

/// <summary>
/// A text as words are looked for in it, each of its characters knowing where it comes from. Folded by <see cref="FoldTable"/>; blanks, marks and
/// symbols between two characters of Chinese, Japanese or Korean script are left out, because those scripts need none there; loosely folded, those
/// beside one such character and those between letters that stand singly ("v.x", "c-a-s-i-n-o") are, too. Buffers are rented: dispose it.
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
    private int[] _starts;
    private int[] _ends;
    private int _length;
    private int _gap = -1; // where a run of separators began
    private bool _isCjk; // the last character that is no separator
    private bool _isSingle; // that one: a letter with none before it
    private int _letter; // where a letter begins that may stand singly behind another
    private int _letterGap = -1; // where what stands between the two begins

    /// <summary>Folds.</summary>
    public FoldedText(string text, bool isLoose = false)
    {
        IsLoose = isLoose;
        _chars = ArrayPool<char>.Shared.Rent(text.Length + 16);
        _starts = ArrayPool<int>.Shared.Rent(text.Length + 16);
        _ends = ArrayPool<int>.Shared.Rent(text.Length + 16);
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var used);
            Add(rune, at, at + used);
            at += used;
        }

        Settle();
    }

    /// <summary>Whether it is loosely folded.</summary>
    public bool IsLoose { get; }

    /// <summary>Whether more may be left out when it is.</summary>
    public bool HasMore { get; private set; }

    /// <summary>The folded text.</summary>
    public readonly ReadOnlySpan<char> Chars => _chars.AsSpan(0, _length);

    /// <summary>Where the text begins and ends, as written, that folded to a part of <see cref="Chars"/>.</summary>
    public readonly (int Start, int End) Origin(int from, int to) => (_starts[from], _ends[to - 1]);

    /// <summary>Gives the buffers back.</summary>
    public readonly void Dispose()
    {
        ArrayPool<char>.Shared.Return(_chars);
        ArrayPool<int>.Shared.Return(_starts);
        ArrayPool<int>.Shared.Return(_ends);
    }

    private void Add(Rune rune, int start, int end)
    {
        if (rune.IsAscii && !char.IsAsciiLetterUpper((char)rune.Value))
        {
            Append(rune, start, end);
            return;
        }

        var isOther = _table.TryFold(rune.Value, out var folded);
        if (rune.Value is Voiced or SemiVoiced || folded is [Voiced or SemiVoiced])
        {
            Voice(isOther ? folded[0] : (char)rune.Value, end);
        }
        else if (!isOther)
        {
            Append(rune, start, end);
        }
        else if (folded.IsEmpty && _length > 0 && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        {
            _ends[_length - 1] = end; // belongs to the character that it stands over
        }
        else
        {
            foreach (var part in folded.EnumerateRunes())
                Append(part, start, end);
        }
    }

    private void Append(Rune rune, int start, int end)
    {
        rune = new Rune(Lookalikes.Of(rune.Value));
        if (!IsSeparator(rune))
        {
            Meet(IsCjk(rune), Rune.IsLetter(rune));
        }
        else
        {
            Settle();
            if (_gap < 0)
                _gap = _length;
        }

        if (_length + 2 > _chars.Length)
            Grow();
        var used = rune.EncodeToUtf16(_chars.AsSpan(_length));
        for (var i = 0; i < used; i++)
            (_starts[_length + i], _ends[_length + i]) = (start, end);
        _length += used;
    }

    // A character that is no separator comes: is what stands before it left out?
    private void Meet(bool isCjk, bool isLetter)
    {
        if (_gap < 0)
        {
            if (isCjk)
                Settle();
            _letterGap = -1; // else what began behind a gap is no single letter
            _isSingle = isLetter && (_isCjk || _length == 0);
        }
        else if (_isCjk && isCjk)
        {
            _length = _gap;
        }
        else if (_gap > 0 && (_isCjk || isCjk))
        {
            HasMore = true;
            _length = IsLoose ? _gap : _length;
            _isSingle = isLetter;
        }
        else if (isLetter && _isSingle)
        {
            HasMore = true;
            if (IsLoose)
                (_letter, _letterGap) = (_length, _gap);
        }
        else
        {
            _isSingle = isLetter;
        }

        (_gap, _isCjk) = (-1, isCjk);
    }

    // The letter that came last stands singly: it moves up to the one before.
    private void Settle()
    {
        if (_letterGap < 0)
            return;
        var count = _length - _letter;
        Array.Copy(_chars, _letter, _chars, _letterGap, count);
        Array.Copy(_starts, _letter, _starts, _letterGap, count);
        Array.Copy(_ends, _letter, _ends, _letterGap, count);
        (_length, _letterGap) = (_letterGap + count, -1);
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
        _ends[_length - 1] = end;
    }

    private void Grow()
    {
        _chars = Grow(_chars, _length);
        _starts = Grow(_starts, _length);
        _ends = Grow(_ends, _length);
    }

    private static T[] Grow<T>(T[] old, int length)
    {
        var larger = ArrayPool<T>.Shared.Rent((length * 2) + 2);
        old.AsSpan(0, length).CopyTo(larger);
        ArrayPool<T>.Shared.Return(old);
        return larger;
    }

    private static bool IsSeparator(Rune rune) => rune.IsAscii
        ? !char.IsAsciiLetterOrDigit((char)rune.Value)
        : Rune.IsPunctuation(rune) || Rune.IsSymbol(rune) || Rune.IsSeparator(rune) || Rune.IsControl(rune);

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
}
