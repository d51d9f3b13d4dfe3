using Parley.Configuration;

namespace Parley.Host.Configuration;

/// <summary>A Redis as people write it: <c>HOST:PORT</c>, or <c>redis://user:password@host:port</c> (<c>rediss</c> for TLS).</summary>
internal static class RedisUrl
{
    private const int DefaultPort = 6379;

    /// <exception cref="SettingException">A URL that can't be read; the message doesn't show it, since it may hold a password.</exception>
    public static string? ToConfiguration(string? text)
    {
        if (text is null || !text.Contains("://", StringComparison.Ordinal))
            return text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss") || uri.Host.Length == 0)
            throw new SettingException("Redis", "HOST:PORT or redis://user:password@host:port", null);
        var password = uri.UserInfo.Contains(':') ? Uri.UnescapeDataString(uri.UserInfo[(uri.UserInfo.IndexOf(':') + 1)..]) : string.Empty;
        var tls = uri.Scheme == "rediss" ? ",ssl=true" : string.Empty;
        return $"{uri.Host}:{(uri.Port > 0 ? uri.Port : DefaultPort)}{(password.Length > 0 ? $",password={password}" : string.Empty)}{tls}";
    }
}
