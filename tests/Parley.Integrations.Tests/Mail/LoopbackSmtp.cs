using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Parley.Integrations.Mail;

namespace Parley.Integrations.Tests.Mail;

/// <summary>A mail server for one mail: answers as it is told, and keeps what it heard and whether that was secret.</summary>
internal sealed class LoopbackSmtp : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<(string Line, bool IsSecret)> _heard = [];
    private Task _served = Task.CompletedTask;

    /// <summary>What it offers in the clear and, unless <see cref="OffersSecret"/> says so, over TLS.</summary>
    public string[] Offers { get; init; } = ["STARTTLS", "AUTH PLAIN LOGIN"];

    public string[]? OffersSecret { get; init; }

    public X509Certificate2 Certificate { get; init; } = Certificates.Trusted;

    /// <summary>Whether it speaks TLS from the first byte.</summary>
    public bool IsTls { get; init; }

    /// <summary>What it answers to a command that begins so, in place of what a server would.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    /// <summary>The commands, and the mail's lines.</summary>
    public IEnumerable<string> Heard => _heard.Select(one => one.Line);

    public IEnumerable<string> HeardInTheClear => _heard.Where(one => !one.IsSecret).Select(one => one.Line);

    public MailOptions Options => new() { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port, From = "shop@example.com", Timeout = TimeSpan.FromMinutes(1) };

    public LoopbackSmtp Start()
    {
        _listener.Start();
        _served = ServeAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _served;
    }

    private async Task ServeAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync();
            Stream stream = client.GetStream();
            if (IsTls)
                stream = await SecureAsync(stream);
            await SayAsync(stream, Answers.GetValueOrDefault("", "220 here"));
            await TalkAsync(stream, IsTls);
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away.
        }
    }

    private async Task TalkAsync(Stream stream, bool isSecret)
    {
        while (await ReadLineAsync(stream) is { } line)
        {
            _heard.Add((line, isSecret));
            var told = Answers.FirstOrDefault(answer => answer.Key.Length > 0 && line.StartsWith(answer.Key, StringComparison.Ordinal)).Value;
            await SayAsync(stream, told ?? AnswerTo(line, isSecret));
            if (told is null && line == "DATA")
            {
                while (await ReadLineAsync(stream) is { } written and not ".")
                    _heard.Add((written, isSecret));
                await SayAsync(stream, "250 taken");
            }
            else if (line == "STARTTLS" && (told ?? "220").StartsWith("220", StringComparison.Ordinal))
            {
                await using var secret = await SecureAsync(stream);
                await TalkAsync(secret, isSecret: true);
                return;
            }
        }
    }

    private string AnswerTo(string line, bool isSecret) => line.Split(' ')[0] switch
    {
        "EHLO" => string.Join("\r\n", [.. (isSecret ? OffersSecret ?? Offers : Offers).Select(offer => $"250-{offer}"), "250 SIZE"]),
        "STARTTLS" => "220 go",
        "AUTH" when line == "AUTH LOGIN" => "334 VXNlcm5hbWU6",
        "AUTH" => "235 in",
        "MAIL" or "RCPT" => "250 fine",
        "DATA" => "354 write",
        "QUIT" => "221 bye",
        _ => _heard[^2].Line == "AUTH LOGIN" ? "334 UGFzc3dvcmQ6" : "235 in", // a name, then a password
    };

    private async Task<Stream> SecureAsync(Stream stream)
    {
        var secret = new SslStream(stream);
        await secret.AuthenticateAsServerAsync(Certificate);
        return secret;
    }

    private static async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"));

    private static async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }

        return null;
    }
}
