namespace Parley.Integrations.Mail;

/// <summary>How the way to the mail server is kept secret.</summary>
internal enum MailSecurity
{
    /// <summary>By STARTTLS where the server offers it; a password goes no other way.</summary>
    Auto,

    /// <summary>By STARTTLS, or nothing is sent.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>Not at all: for a server on this machine.</summary>
    None,
}
