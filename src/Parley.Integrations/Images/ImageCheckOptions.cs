using Parley.Configuration;

namespace Parley.Integrations.Images;

/// <summary>Who judges pictures (section <c>ImageCheck</c>). Without an address nobody does.</summary>
public sealed record ImageCheckOptions
{
    /// <summary>Where pictures are posted to (<c>ImageCheck:Url</c>); null: no check. The operator's word: it may be a private address.</summary>
    public Uri? Url { get; init; }

    /// <summary>Sent as a bearer token with each picture (<c>ImageCheck:Key</c>); null: none.</summary>
    public string? Key { get; init; }

    /// <summary>How long an answer may take, the wait for a place among them: 5 s, from 50 ms to 30 s (<c>ImageCheck:Timeout</c>).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many pictures are out at once: 8, from 1 to 100 (<c>ImageCheck:AtOnce</c>).</summary>
    public int AtOnce { get; init; } = 8;

    /// <summary>The options as configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static ImageCheckOptions Read(Settings settings)
    {
        var defaults = new ImageCheckOptions();
        Uri? url = null;
        if (settings.Text("ImageCheck:Url") is { Length: > 0 } text
            && (!Uri.TryCreate(text, UriKind.Absolute, out url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)))
            throw new SettingException("ImageCheck:Url", "an http or https address", text);
        return new ImageCheckOptions
        {
            Url = url,
            Key = settings.Text("ImageCheck:Key") is { Length: > 0 } key ? key : null,
            Timeout = settings.Span("ImageCheck:Timeout", defaults.Timeout, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(30)),
            AtOnce = settings.Integer("ImageCheck:AtOnce", defaults.AtOnce, 1, 100),
        };
    }
}
