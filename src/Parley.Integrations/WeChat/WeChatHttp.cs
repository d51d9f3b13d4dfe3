using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Parley.Integrations.WeChat;

/// <summary>Asks the vendor. That it can't be reached or understood is an answer too; addresses are never logged, since they hold the token.</summary>
internal sealed class WeChatHttp(WeChatOptions options) : IDisposable
{
    private const int MostAnswered = 64 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false })
    {
        BaseAddress = options.Url,
        Timeout = options.Timeout,
        MaxResponseContentBufferSize = MostAnswered,
    };

    /// <summary>Posts JSON.</summary>
    public async Task<WeChatReply> PostAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        try
        {
            using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content, cancel);
            if (!answer.IsSuccessStatusCode)
                return Unreachable($"HTTP {(int)answer.StatusCode}");
            var bytes = await answer.Content.ReadAsByteArrayAsync(cancel);
            return JsonSerializer.Deserialize(bytes, PushVendorJson.Default.WeChatReply) ?? Unreachable("an empty answer");
        }
        catch (JsonException)
        {
            return Unreachable("no JSON");
        }
        catch (HttpRequestException fault)
        {
            return Unreachable(fault.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Unreachable("too slow");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static WeChatReply Unreachable(string why) => new() { ErrCode = WeChatAnswer.Unreachable, ErrMsg = why };
}
