using Parley.Configuration;

namespace Parley.Integrations.Mail;

/// <summary>Settings of mail (section <c>Mail</c>; document 001 calls them <c>SMTP_…</c>).</summary>
internal sealed record MailOptions
{
    /// <summary>The mail server; null: no mail is sent. No default.</summary>
    public string? Host { get; init; }

    /// <summary>Default 587.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Who signs in; null: nobody does.</summary>
    public string? User { get; init; }

    /// <summary>With what.</summary>
    public string? Password { get; init; }

    /// <summary>The sender's address; default: the user, where that is one.</summary>
    public string From { get; init; } = "";

    /// <summary>The sender's name. Default Parley.</summary>
    public string FromName { get; init; } = "Parley";

    /// <summary>Default auto.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.Auto;

    /// <summary>How long the server may take for each answer. Default 30 s; 100 ms to 2 min.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The defaults, where nothing else is configured.</summary>
    /// <exception cref="SettingException">A value is wrong, or the sender's address is missing.</exception>
    public static MailOptions Read(Settings settings)
    {
        var all = new MailOptions();
        var (host, user) = (settings.Text("Mail:Host"), settings.Text("Mail:User"));
        var from = settings.Text("Mail:From") ?? user ?? "";
        if (host is not null && !MailAddresses.IsSendable(from))
            throw new SettingException("Mail:From", "the address that mail comes from, like shop@example.com", from);
        return new MailOptions
        {
            Host = host,
            Port = settings.Integer("Mail:Port", all.Port, 1, 65535),
            User = user,
            Password = settings.Text("Mail:Password"),
            From = from,
            FromName = settings.Text("Mail:FromName") ?? all.FromName,
            Security = settings.Word<MailSecurity>("Mail:Security") ?? all.Security,
            Timeout = settings.Span("Mail:Timeout", all.Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2)),
        };
    }
}
