using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Integrations.Tests.Webhooks;

/// <summary>A web server that answers everything the same, and keeps what it was sent.</summary>
internal sealed class LoopbackHttp : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _answer;
    private readonly Task _served;

    public LoopbackHttp(string answer)
    {
        _answer = answer;
        _listener.Start();
        _served = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The requests, head and body.</summary>
    public List<string> Received { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _served;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                Received.Add(await ReadAsync(client.GetStream()));
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(_answer + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or InvalidOperationException) // disposed, or not listening any more
        {
            // The end.
        }
    }

    // A whole request: to the end of the head, and then as many bytes as that says.
    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(buffer);
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            var whole = text.ToString();
            var head = whole.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var length = whole.Split("Content-Length: ") is [_, var rest, ..] ? int.Parse(rest[..rest.IndexOf('\r', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture) : 0;
            if (read == 0 || (head >= 0 && whole.Length >= head + 4 + length))
                return whole;
        }
    }
}
