namespace Parley.Integrations.Mail;

/// <summary>Which addresses may stand in an SMTP command and in a header as they are.</summary>
internal static class MailAddresses
{
    /// <summary>ASCII without blanks, brackets, quotes or controls: nothing that could end the command or the header it stands in (RFC 5321, 4.1.2, dot-string).</summary>
    public static bool IsSendable(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && at < text.Length - 1 && text.Length <= 254 && text.All(c => c is > ' ' and < '\x7f' and not ('<' or '>' or '(' or ')' or '"' or ',' or ';' or ':' or '\\' or '[' or ']'));
    }
}
