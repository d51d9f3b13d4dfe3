using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Parley.Integrations.Mail;

/// <summary>One conversation with a mail server (RFC 5321): commands and replies, each bounded in time and length.</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private const int LongestReply = 64 * 1024;

    private readonly MailOptions _options;
    private readonly TimeProvider _clock;
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream;
    private int _at;
    private int _end;

    private SmtpSession(Stream stream, MailOptions options, TimeProvider clock) => (_stream, _options, _clock) = (stream, options, clock);

    /// <summary>Connects; with TLS from the first byte if so configured.</summary>
    public static async Task<SmtpSession> ConnectAsync(MailOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var patience = new CancellationTokenSource(options.Timeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
            await socket.ConnectAsync(options.Host!, options.Port, either.Token);
            var session = new SmtpSession(new NetworkStream(socket, ownsSocket: true), options, clock);
            if (options.Security == MailSecurity.Tls)
                await session.SecureAsync(cancel);
            return session;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Says a command, if any, and hears the reply.</summary>
    /// <returns>The reply's lines, without their codes.</returns>
    /// <exception cref="SmtpException">Another code than the expected one.</exception>
    public async Task<IReadOnlyList<string>> SayAsync(string? command, int expected, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(_options.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        if (command is not null)
            await _stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), either.Token);
        List<string> lines = [];
        var length = 0;
        while (true)
        {
            var line = await ReadLineAsync(either.Token);
            length += line.Length;
            if (line.Length < 3 || length > LongestReply || !int.TryParse(line.AsSpan(0, 3), out var code))
                throw new SmtpException(0, "The mail server does not speak SMTP.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length > 3 && line[3] == '-')
                continue;
            return code == expected ? lines : throw new SmtpException(code, $"The mail server answered {code}.");
        }
    }

    /// <summary>Goes over to TLS. What came before in the clear is forgotten (RFC 3207, 6).</summary>
    public async Task SecureAsync(CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(_options.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        var secure = new SslStream(_stream);
        (_stream, _at, _end) = (secure, 0, 0);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _options.Host }, either.Token);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async ValueTask<string> ReadLineAsync(CancellationToken cancel)
    {
        var line = new StringBuilder();
        while (line.Length <= LongestReply)
        {
            if (_at == _end)
            {
                (_at, _end) = (0, await _stream.ReadAsync(_buffer, cancel));
                if (_end == 0)
                    throw new IOException("The mail server hung up.");
            }

            var c = (char)_buffer[_at++];
            if (c == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append(c);
        }

        throw new SmtpException(0, "The mail server does not speak SMTP.");
    }
}
