using System.Globalization;
using System.Text;

namespace Parley.Integrations.Mail;

/// <summary>
/// Mails as they go over the wire (RFC 5322, 2045, 2047). What people wrote is always encoded, in the subject as in the text, so that it can end no
/// line and begin no header.
/// </summary>
internal static class LetterWriting
{
    private const int BytesAWord = 42; // 56 characters of Base64, within the 75 of an encoded word
    private const int CharactersALine = 76;

    public static string Write(Letter letter, MailOptions options, DateTimeOffset at)
    {
        var domain = options.From[(options.From.LastIndexOf('@') + 1)..];
        var text = new StringBuilder()
            .Append("Date: ").Append(at.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)).Append(" +0000\r\n")
            .Append("From: ").Append(Encode(options.FromName)).Append(" <").Append(options.From).Append(">\r\n")
            .Append("To: <").Append(letter.To).Append(">\r\n")
            .Append("Subject: ").Append(Encode(letter.Subject)).Append("\r\n")
            .Append("Message-ID: <").Append(letter.Id).Append('@').Append(domain).Append(">\r\n")
            .Append("Auto-Submitted: auto-generated\r\n")
            .Append("MIME-Version: 1.0\r\n")
            .Append("Content-Type: text/plain; charset=utf-8\r\n")
            .Append("Content-Transfer-Encoding: base64\r\n\r\n");
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes(letter.Text.ReplaceLineEndings("\r\n")));
        foreach (var line in body.Chunk(CharactersALine))
            text.Append(line).Append("\r\n");
        return text.ToString();
    }

    // Encoded words of whole characters each, folded.
    private static string Encode(string text)
    {
        var words = new List<string>();
        var word = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            var bytes = new byte[rune.Utf8SequenceLength];
            rune.EncodeToUtf8(bytes);
            if (word.Count + bytes.Length > BytesAWord)
            {
                words.Add(Word(word));
                word.Clear();
            }

            word.AddRange(bytes);
        }

        words.Add(Word(word));
        return string.Join("\r\n ", words);
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";
}
