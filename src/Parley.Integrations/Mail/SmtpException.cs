namespace Parley.Integrations.Mail;

/// <summary>The mail server refused.</summary>
/// <param name="code">Its reply code (RFC 5321, 4.2); 0: it spoke no SMTP.</param>
internal sealed class SmtpException(int code, string message) : Exception(message)
{
    /// <summary>5xx: the same mail is refused again.</summary>
    public bool IsFinal => code is >= 500 and < 600;
}
