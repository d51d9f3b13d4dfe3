using System.Security.Cryptography;
using System.Text;
using Parley.Configuration;

namespace Parley.Integrations.Payments.WeChat;

/// <summary>Settings of WeChat Pay (section <c>Payments:WeChat</c>): what the merchant platform shows, and files that hold the keys.</summary>
public sealed record WeChatPayOptions
{
    private const string Section = "Payments:WeChat:";
    private const int ApiKeyLength = 32;

    /// <summary>The merchant's number.</summary>
    public required string MchId { get; init; }

    /// <summary>The app that the merchant's number is bound to.</summary>
    public required string AppId { get; init; }

    /// <summary>The serial number of the merchant's own API certificate, hex.</summary>
    public required string CertificateSerial { get; init; }

    /// <summary>The private key of that certificate, PKCS #8.</summary>
    public required byte[] PrivateKey { get; init; }

    /// <summary>The APIv3 key: 32 bytes, opens what WeChat Pay seals.</summary>
    public required byte[] ApiKey { get; init; }

    /// <summary>The id of WeChat Pay's public key (<c>PUB_KEY_ID_…</c>); null: its platform certificates are fetched.</summary>
    public string? PublicKeyId { get; init; }

    /// <summary>That key, as SubjectPublicKeyInfo.</summary>
    public byte[]? PublicKey { get; init; }

    /// <summary>Where WeChat Pay is. Default <c>https://api.mch.weixin.qq.com</c>.</summary>
    public Uri BaseUrl { get; init; } = new("https://api.mch.weixin.qq.com");

    /// <summary>Where WeChat Pay tells us: an address of this server's callback.</summary>
    public required string NotifyUrl { get; init; }

    /// <summary>The settings, or null where WeChat Pay is not configured.</summary>
    /// <param name="notifyUrl">Where WeChat Pay is to call; empty when this server has no address.</param>
    /// <exception cref="SettingException">Something is missing, or a file does not hold what it should.</exception>
    public static WeChatPayOptions? Read(Settings settings, string notifyUrl)
    {
        if (settings.Text(Section + "MchId") is not { } mchId)
            return null;
        if (notifyUrl.Length == 0)
            throw new SettingException("Payments:PublicUrl", "the https address of this server, which WeChat Pay calls", null);
        var publicKeyId = settings.Text(Section + "PublicKeyId");
        return new WeChatPayOptions
        {
            MchId = mchId,
            AppId = Required(settings, "AppId"),
            CertificateSerial = Required(settings, "CertificateSerial").ToUpperInvariant(),
            PrivateKey = ReadKey(settings, "PrivateKeyFile", rsa => rsa.ExportPkcs8PrivateKey()),
            ApiKey = ReadApiKey(settings),
            PublicKeyId = publicKeyId,
            PublicKey = publicKeyId is null ? null : ReadKey(settings, "PublicKeyFile", rsa => rsa.ExportSubjectPublicKeyInfo()),
            BaseUrl = ReadUrl(settings),
            NotifyUrl = notifyUrl,
        };
    }

    private static string Required(Settings settings, string name) =>
        settings.Text(Section + name) ?? throw new SettingException(Section + name, "given with the other settings of WeChat Pay", null);

    private static byte[] ReadKey(Settings settings, string name, Func<RSA, byte[]> export)
    {
        var path = Required(settings, name);
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(File.ReadAllText(path));
            return export(rsa);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new SettingException(Section + name, "a file with an RSA key in PEM", path);
        }
    }

    private static byte[] ReadApiKey(Settings settings)
    {
        const string Name = "ApiV3KeyFile";
        var path = Required(settings, Name);
        try
        {
            var key = Encoding.UTF8.GetBytes(File.ReadAllText(path).Trim());
            if (key.Length == ApiKeyLength)
                return key;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Told below.
        }

        throw new SettingException(Section + Name, $"a file with the APIv3 key, {ApiKeyLength} characters", path);
    }

    private static Uri ReadUrl(Settings settings)
    {
        const string Key = Section + "BaseUrl";
        var text = settings.Text(Key) ?? "https://api.mch.weixin.qq.com";
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback))
            ? url
            : throw new SettingException(Key, "an https address", text);
    }
}
