using System.Buffers;
using System.Text.Encodings.Web;

namespace Parley.Json;

/// <summary>
/// Escapes what JSON must have escaped (RFC 8259, 7) and nothing more. The framework's relaxed encoder also escapes every character outside the
/// basic plane: an emoji would take twelve bytes instead of four. Not for JSON inside HTML.
/// </summary>
internal sealed unsafe class PlainJsonEncoder : JavaScriptEncoder
{
    /// <summary>The one.</summary>
    public static readonly PlainJsonEncoder Instance = new();

    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);

    private static readonly SearchValues<byte> SuspectBytes = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private PlainJsonEncoder()
    {
    }

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => 6; // \u001F

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        var at = 0;
        while (true)
        {
            var next = span[at..].IndexOfAny(Suspects);
            if (next < 0)
                return -1;
            at += next;
            if (!char.IsHighSurrogate(span[at]) || at + 1 == span.Length || !char.IsLowSurrogate(span[at + 1]))
                return at; // half a pair is one to encode, too: what is written instead is U+FFFD
            at += 2;
        }
    }

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        var first = utf8Text.IndexOfAny(SuspectBytes);
        var plain = first < 0 ? utf8Text : utf8Text[..first];
        return System.Text.Unicode.Utf8.IsValid(plain) ? first : base.FindFirstCharacterToEncodeUtf8(utf8Text);
    }

    /// <inheritdoc/>
    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var target = new Span<char>(buffer, bufferLength);
        numberOfCharactersWritten = 0;
        var brief = unicodeScalar switch { '"' => '"', '\\' => '\\', '\b' => 'b', '\f' => 'f', '\n' => 'n', '\r' => 'r', '\t' => 't', _ => '\0' };
        if (brief != '\0')
        {
            if (target.Length < 2)
                return false;
            (target[0], target[1], numberOfCharactersWritten) = ('\\', brief, 2);
            return true;
        }

        if (unicodeScalar >= 0x20) // U+FFFD for half a pair
            return new System.Text.Rune(unicodeScalar).TryEncodeToUtf16(target, out numberOfCharactersWritten);
        if (target.Length < 6)
            return false;
        "\\u00".CopyTo(target);
        target[4] = (char)('0' + (unicodeScalar >> 4));
        target[5] = (unicodeScalar & 0xF) is var low && low < 10 ? (char)('0' + low) : (char)('A' + low - 10);
        numberOfCharactersWritten = 6;
        return true;
    }
}
