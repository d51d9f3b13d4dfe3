using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Parley.Marketplace.Payments;

namespace Parley.Integrations.Payments.WeChat;

/// <summary>Sends signed requests. Who asks judges the answer's signature.</summary>
internal sealed class WeChatHttp(HttpClient http, WeChatPayOptions options, TimeProvider clock)
{
    private const int LongestAnswer = 1024 * 1024;

    /// <param name="body">JSON, or empty.</param>
    /// <exception cref="PaymentGatewayException">No answer came.</exception>
    public async Task<WeChatAnswer> SendAsync(HttpMethod method, string target, string body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri(options.BaseUrl, target));
        var nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        request.Headers.Authorization = new AuthenticationHeaderValue(
            WeChatSignature.Scheme,
            WeChatSignature.Authorize(options, method.Method, request.RequestUri!.PathAndQuery, body, clock.GetUtcNow().ToUnixTimeSeconds(), nonce));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Parley", "0.1"));
        if (options.PublicKeyId is { } publicKey)
            request.Headers.Add("Wechatpay-Serial", publicKey);
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            await answer.Content.LoadIntoBufferAsync(LongestAnswer, cancel);
            var headers = answer.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
            return new WeChatAnswer(answer.StatusCode, headers.GetValueOrDefault, await answer.Content.ReadAsByteArrayAsync(cancel));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new PaymentGatewayException($"WeChat Pay did not answer {method} {request.RequestUri.AbsolutePath}.", fault);
        }
    }
}
