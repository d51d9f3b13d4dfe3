using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Parley.Files;
using Parley.Moderation;
using Parley.Primitives;

namespace Parley.Integrations.Images;

/// <summary>
/// Posts a picture, or where one lies, to the configured address and reads the verdict. Whatever goes wrong (no answer in time, another status, no JSON) is
/// <see cref="ImageVerdict.Unknown"/>: a broken check holds nobody's pictures up and lets none pass unseen.
/// </summary>
public sealed partial class ImageCheckClient : IImageCheck, IDisposable
{
    private const int MostAnswered = 16 * 1024;
    private const int LongestLabel = 100;

    private readonly ImageCheckOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<ImageCheckClient> _log;
    private readonly SemaphoreSlim _places;
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, // ours is by the clock that is given
        MaxResponseContentBufferSize = MostAnswered,
    };

    /// <summary>Creates it, for options with an address.</summary>
    public ImageCheckClient(ImageCheckOptions options, TimeProvider clock, ILogger<ImageCheckClient> log)
    {
        (_options, _clock, _log) = (options, clock, log);
        _places = new SemaphoreSlim(options.AtOnce);
    }

    /// <inheritdoc/>
    public async Task<ImageFinding> CheckAsync(StoredFile file, Stream bytes, CancellationToken cancel)
    {
        using var content = new StreamContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(file.ContentType);
        return await CheckAsync(content, "X-Parley-File", file.Id.ToString(), cancel);
    }

    /// <inheritdoc/>
    public async Task<ImageFinding> CheckAsync(MessageId message, string url, CancellationToken cancel)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new ImageQuestion(url), ImageJson.Default.ImageQuestion));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await CheckAsync(content, "X-Parley-Message", message.ToString(), cancel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _places.Dispose();
    }

    private async Task<ImageFinding> CheckAsync(HttpContent content, string header, string id, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(_options.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            await _places.WaitAsync(either.Token);
            try
            {
                return await AskAsync(content, header, id, either.Token);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Unknown("no answer in time");
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException)
        {
            return Unknown(fault is HttpRequestException http ? http.HttpRequestError.ToString() : "no JSON");
        }
    }

    private async Task<ImageFinding> AskAsync(HttpContent content, string header, string id, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Url) { Content = content };
        request.Headers.Add(header, id);
        if (_options.Key is { } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancel);
        if (!response.IsSuccessStatusCode)
            return Unknown($"HTTP {(int)response.StatusCode}");
        var answer = JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancel), ImageJson.Default.ImageAnswer);
        var label = Clean(answer?.Label ?? "");
        return answer?.Verdict switch
        {
            "allow" => new ImageFinding(ImageVerdict.Allow),
            "flag" => new ImageFinding(ImageVerdict.Flag, label),
            "block" => new ImageFinding(ImageVerdict.Block, label),
            _ => Unknown("no verdict"),
        };
    }

    // What a database can keep: no control characters, no half of a pair.
    private static string? Clean(string label)
    {
        var clean = new StringBuilder();
        foreach (var rune in label.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > LongestLabel)
                break;
            if (!Rune.IsControl(rune))
                clean.Append(rune.ToString());
        }

        return clean.Length == 0 ? null : clean.ToString();
    }

    private ImageFinding Unknown(string why)
    {
        LogUnanswered(why);
        return new ImageFinding(ImageVerdict.Unknown, why);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A picture could not be checked: {Why}")]
    private partial void LogUnanswered(string why);
}
