using System.Text;

namespace Parley.Integrations.Mail;

/// <summary>Hands mails to the configured server, one a connection.</summary>
internal sealed class SmtpMailer(MailOptions options, TimeProvider clock)
{
    /// <summary>Whether there is a server to hand mails to.</summary>
    public bool IsConfigured => options.Host is not null;

    /// <summary>Sends one.</summary>
    /// <exception cref="SmtpException">The server refused it.</exception>
    /// <exception cref="IOException">The server could not be talked to.</exception>
    public async Task SendAsync(Letter letter, CancellationToken cancel)
    {
        if (!MailAddresses.IsSendable(letter.To))
            throw new SmtpException(553, "The address cannot be written to.");
        await using var session = await SmtpSession.ConnectAsync(options, clock, cancel);
        await session.SayAsync(null, 220, cancel);
        await GreetAsync(session, cancel);
        await session.SayAsync($"MAIL FROM:<{options.From}>", 250, cancel);
        await session.SayAsync($"RCPT TO:<{letter.To}>", 250, cancel);
        await session.SayAsync("DATA", 354, cancel);
        await session.SayAsync(LetterWriting.Write(letter, options, clock.GetUtcNow()) + ".", 250, cancel); // no line of ours begins with a dot
        try
        {
            await session.SayAsync("QUIT", 221, cancel);
        }
        catch (Exception fault) when (fault is IOException or SmtpException)
        {
            // It has the mail.
        }
    }

    private async Task GreetAsync(SmtpSession session, CancellationToken cancel)
    {
        var offers = await session.SayAsync("EHLO parley", 250, cancel);
        var isSecure = options.Security is MailSecurity.Tls or MailSecurity.None;
        if (options.Security is MailSecurity.StartTls || (options.Security is MailSecurity.Auto && Has(offers, "STARTTLS")))
        {
            await session.SayAsync("STARTTLS", 220, cancel);
            await session.SecureAsync(cancel);
            offers = await session.SayAsync("EHLO parley", 250, cancel);
            isSecure = true;
        }

        if (options.User is not { } user)
            return;
        if (!isSecure)
            throw new SmtpException(0, "The mail server offers no STARTTLS, and a password does not go in the clear (Mail:Security).");
        if (Has(offers, "AUTH") && !offers.Any(offer => offer.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase) && offer.Contains("PLAIN", StringComparison.OrdinalIgnoreCase)))
        {
            await session.SayAsync("AUTH LOGIN", 334, cancel);
            await session.SayAsync(Base64(user), 334, cancel);
            await session.SayAsync(Base64(options.Password ?? ""), 235, cancel);
            return;
        }

        await session.SayAsync($"AUTH PLAIN {Base64($"\0{user}\0{options.Password}")}", 235, cancel);
    }

    private static bool Has(IReadOnlyList<string> offers, string name) => offers.Any(
        offer => offer.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (offer.Length == name.Length || offer[name.Length] == ' '));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
