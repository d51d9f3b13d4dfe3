using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Parley.Primitives;
using Parley.Webhooks;

namespace Parley.Integrations.Webhooks;

/// <summary>
/// Sends a delivery to its address, signed. It connects to addresses that it has looked at only (so a name that points elsewhere a moment later
/// changes nothing), follows no redirect, uses no proxy and no cookies, and reads next to nothing of the answer.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    private const int MostHeaders = 16; // KiB
    private const int MostAddresses = 3;

    private readonly WebhooksOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;

    public WebhookClient(WebhooksOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = MostHeaders,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            SslOptions = new SslClientAuthenticationOptions(),
        };
        _http = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Sends it once.</summary>
    public async Task<WebhookAnswer> SendAsync(string url, string secret, WebhookDelivery delivery, CancellationToken cancel)
    {
        using var request = MakeRequest(url, secret, delivery);
        using var patience = new CancellationTokenSource(_options.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var status = (int)response.StatusCode;
            return status switch
            {
                >= 200 and < 300 => new WebhookAnswer(status, null),
                >= 300 and < 400 => new WebhookAnswer(status, "Redirects are not followed."),
                _ => new WebhookAnswer(status, $"HTTP {status}"),
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new WebhookAnswer(null, "No answer in time.");
        }
        catch (HttpRequestException fault)
        {
            // Not the fault's own text: it would tell who chose the address what lies behind it.
            return new WebhookAnswer(null, fault.InnerException is RefusedAddressException ? "The address is not a public one." : Describe(fault));
        }
    }

    /// <summary><c>t=‹Unix seconds›,v1=‹hex of HMAC-SHA-256 over "t.body"›</c>.</summary>
    internal static string Sign(string secret, long seconds, string body)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{seconds}.{body}");
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed));
        return string.Create(CultureInfo.InvariantCulture, $"t={seconds},v1={Convert.ToHexStringLower(mac)}");
    }

    private HttpRequestMessage MakeRequest(string url, string secret, WebhookDelivery delivery)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Parley", "1"));
        request.Headers.Add("X-Parley-Event", WebhookEventNames.Of(delivery.Event));
        request.Headers.Add("X-Parley-Delivery", PublicId.ToText(EntityKind.WebhookDelivery, delivery.Id.Value));
        request.Headers.Add("X-Parley-Signature", Sign(secret, _clock.NowMs() / 1000, delivery.Body));
        return request;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancel);
        var allowed = _options.AllowPrivate ? addresses : Array.FindAll(addresses, PublicAddresses.Contain);
        if (allowed.Length == 0)
            throw new RefusedAddressException();
        for (var i = 0; ; i++)
        {
            var socket = new Socket(allowed[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(allowed[i], context.DnsEndPoint.Port), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i + 1 < Math.Min(allowed.Length, MostAddresses))
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private static string Describe(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "The name was not found.",
        HttpRequestError.SecureConnectionError => "TLS could not be agreed on.",
        HttpRequestError.ConnectionError => "The address did not accept the connection.",
        _ when fault.InnerException is SocketException => "The address did not accept the connection.",
        _ => "The connection broke off.",
    };
}
