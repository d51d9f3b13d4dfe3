using Parley.Configuration;

namespace Parley.Integrations.WeChat;

/// <summary>The WeChat account that pushes come from (section <c>WeChat</c>). Without one nobody is pushed to.</summary>
public sealed record WeChatOptions
{
    /// <summary>The account's id (<c>WeChat:AppId</c>); null: no push.</summary>
    public string? AppId { get; init; }

    /// <summary>The account's secret (<c>WeChat:AppSecret</c>). Goes to the vendor and nowhere else.</summary>
    public string? AppSecret { get; init; }

    /// <summary>Where the vendor is (<c>WeChat:Url</c>). Default <c>https://api.weixin.qq.com</c>; another for a proxy or a test.</summary>
    public Uri Url { get; init; } = new("https://api.weixin.qq.com");

    /// <summary>A person gets at most one push in this time: 1 min (document 000, 5), from 1 s to 1 d (<c>WeChat:Pause</c>).</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the vendor has for an answer: 10 s, from 1 s to 1 min (<c>WeChat:Timeout</c>).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether there is an account.</summary>
    public bool IsEnabled => AppId is not null && AppSecret is not null;

    /// <summary>The options as configured.</summary>
    /// <exception cref="SettingException">A value is out of range, or one of id and secret is missing.</exception>
    public static WeChatOptions Read(Settings settings)
    {
        var defaults = new WeChatOptions();
        var (id, secret) = (settings.Text("WeChat:AppId"), settings.Text("WeChat:AppSecret"));
        if (string.IsNullOrEmpty(id) != string.IsNullOrEmpty(secret))
            throw new SettingException(string.IsNullOrEmpty(id) ? "WeChat:AppId" : "WeChat:AppSecret", "a value, since the other of the two has one", "");
        var text = settings.Text("WeChat:Url") ?? defaults.Url.OriginalString;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            throw new SettingException("WeChat:Url", "an http or https address", text);
        return new WeChatOptions
        {
            AppId = string.IsNullOrEmpty(id) ? null : id,
            AppSecret = string.IsNullOrEmpty(secret) ? null : secret,
            Url = url,
            Pause = settings.Span("WeChat:Pause", defaults.Pause, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            Timeout = settings.Span("WeChat:Timeout", defaults.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)),
        };
    }
}
