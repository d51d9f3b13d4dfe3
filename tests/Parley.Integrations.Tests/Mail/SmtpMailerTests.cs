using System.Security.Authentication;
using System.Text;
using Parley.Integrations.Mail;

namespace Parley.Integrations.Tests.Mail;

/// <summary>Mails on their way to a server on loopback (RFC 5321, 3207, 4954).</summary>
public sealed class SmtpMailerTests
{
    private static readonly Letter Letter = new("ann@example.org", "订单已确认\r\nBcc: all@example.org", "您好\n.\n再见", "order.1.2.3");

    private static string Plain { get; } = "AUTH PLAIN " + Convert.ToBase64String("\0shop\0geheim"u8);

    [Fact]
    public async Task Nothing_but_the_greeting_goes_in_the_clear_where_STARTTLS_is_offered()
    {
        await using var server = new LoopbackSmtp().Start();
        await SendAsync(server.Options with { User = "shop", Password = "geheim" });
        Assert.Equal(["EHLO parley", "STARTTLS"], server.HeardInTheClear);
        Assert.Equal(["EHLO parley", "STARTTLS", "EHLO parley", Plain, "MAIL FROM:<shop@example.com>", "RCPT TO:<ann@example.org>", "DATA"], server.Heard.Take(7));
        Assert.Equal("QUIT", server.Heard.Last());
    }

    [Fact]
    public async Task What_people_wrote_ends_no_header_and_no_mail()
    {
        await using var server = new LoopbackSmtp().Start();
        await SendAsync(server.Options);
        var mail = server.Heard.SkipWhile(line => line != "DATA").Skip(1).TakeWhile(line => line != "QUIT").ToList();
        var headers = mail.TakeWhile(line => line.Length > 0).ToList();
        Assert.DoesNotContain(headers, line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Message-ID: <order.1.2.3@example.com>", headers);
        var body = Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(mail.Skip(headers.Count + 1))));
        Assert.Equal("您好\r\n.\r\n再见", body);
    }

    [Fact]
    public async Task A_server_that_knows_LOGIN_alone_is_told_name_and_password_by_it()
    {
        await using var server = new LoopbackSmtp { Offers = ["STARTTLS", "AUTH LOGIN"] }.Start();
        await SendAsync(server.Options with { User = "shop", Password = "geheim" });
        Assert.Equal(["AUTH LOGIN", Convert.ToBase64String("shop"u8), Convert.ToBase64String("geheim"u8)], server.Heard.Skip(3).Take(3));
    }

    [Fact]
    public async Task A_password_does_not_go_in_the_clear()
    {
        await using var server = new LoopbackSmtp { Offers = ["AUTH PLAIN"] }.Start();
        var refused = await Assert.ThrowsAsync<SmtpException>(() => SendAsync(server.Options with { User = "shop", Password = "geheim" }));
        Assert.False(refused.IsFinal);
        Assert.Equal(["EHLO parley"], server.Heard);
    }

    [Fact]
    public async Task Unless_it_is_allowed_to()
    {
        await using var server = new LoopbackSmtp().Start();
        await SendAsync(server.Options with { User = "shop", Password = "geheim", Security = MailSecurity.None });
        Assert.Contains(Plain, server.HeardInTheClear);
        Assert.DoesNotContain("STARTTLS", server.Heard);
    }

    [Fact]
    public async Task Where_STARTTLS_is_demanded_a_server_without_it_gets_no_mail()
    {
        await using var server = new LoopbackSmtp { Offers = [], Answers = { ["STARTTLS"] = "502 what" } }.Start();
        await Assert.ThrowsAsync<SmtpException>(() => SendAsync(server.Options with { Security = MailSecurity.StartTls }));
        Assert.Equal(["EHLO parley", "STARTTLS"], server.Heard);
    }

    [Fact]
    public async Task Who_has_a_certificate_that_nobody_knows_gets_nothing()
    {
        await using var server = new LoopbackSmtp { Certificate = Certificates.Unknown }.Start();
        await Assert.ThrowsAsync<AuthenticationException>(() => SendAsync(server.Options with { User = "shop", Password = "geheim" }));
        Assert.Equal(["EHLO parley", "STARTTLS"], server.Heard);
    }

    [Fact]
    public async Task What_was_slipped_in_before_TLS_is_forgotten()
    {
        await using var server = new LoopbackSmtp { Answers = { ["STARTTLS"] = "220 go\r\n250-AUTH LOGIN\r\n250 x" }, OffersSecret = ["AUTH PLAIN"] }.Start();
        await SendAsync(server.Options with { User = "shop", Password = "geheim" });
        Assert.Contains(Plain, server.Heard);
    }

    [Fact]
    public async Task TLS_from_the_first_byte()
    {
        await using var server = new LoopbackSmtp { IsTls = true }.Start();
        await SendAsync(server.Options with { User = "shop", Password = "geheim", Security = MailSecurity.Tls });
        Assert.Empty(server.HeardInTheClear);
        Assert.Contains("DATA", server.Heard);
    }

    [Theory]
    [InlineData("RCPT", "550 nobody", true)]
    [InlineData("RCPT", "451 later", false)]
    [InlineData("MAIL", "552 full", true)]
    [InlineData("DATA", "421 closing", false)]
    [InlineData("EHLO", "hello", false)]
    [InlineData("", "SSH-2.0", false)]
    public async Task A_refusal_says_whether_it_is_final(string command, string answer, bool isFinal)
    {
        await using var server = new LoopbackSmtp { Offers = [], Answers = { [command] = answer } }.Start();
        Assert.Equal(isFinal, (await Assert.ThrowsAsync<SmtpException>(() => SendAsync(server.Options))).IsFinal);
    }

    [Theory]
    [InlineData("ann@example.org>\r\nRCPT TO:<bob@example.org")]
    [InlineData("ann @example.org")]
    [InlineData("安@example.org")]
    [InlineData("ann")]
    public async Task No_address_ends_the_command_that_it_stands_in(string address)
    {
        await using var server = new LoopbackSmtp().Start();
        var mailer = new SmtpMailer(server.Options, new StillClock());
        Assert.True((await Assert.ThrowsAsync<SmtpException>(() => mailer.SendAsync(Letter with { To = address }, TestContext.Current.CancellationToken))).IsFinal);
        Assert.Empty(server.Heard);
    }

    private static Task SendAsync(MailOptions options) => new SmtpMailer(options, new StillClock()).SendAsync(Letter, TestContext.Current.CancellationToken);
}
