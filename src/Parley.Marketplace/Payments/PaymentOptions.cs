using Parley.Configuration;

namespace Parley.Marketplace.Payments;

/// <summary>Settings of payments (section <c>Payments</c>).</summary>
public sealed record PaymentOptions
{
    /// <summary>How long a link can be paid. Default 30 minutes; 1 minute to 1 day. Gateways want minutes, not seconds.</summary>
    public TimeSpan Life { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Where this server is reached from outside, without a slash at the end; empty: as the request came.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>The gateway when a customer names none; null: WeChat Pay where it is configured, else the sandbox.</summary>
    public string? Gateway { get; init; }

    /// <summary>Whether the sandbox can be used, in which anybody with a link pays with a click. Default: only while nothing else is configured.</summary>
    public bool? Sandbox { get; init; }

    /// <summary>The defaults, where nothing else is configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static PaymentOptions Read(Settings settings) => new()
    {
        Life = settings.Span("Payments:Life", TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)),
        PublicUrl = ReadPublicUrl(settings),
        Gateway = settings.Text("Payments:Gateway"),
        Sandbox = settings.Text("Payments:Sandbox") is null ? null : settings.Flag("Payments:Sandbox", fallback: false),
    };

    private static string ReadPublicUrl(Settings settings)
    {
        const string Key = "Payments:PublicUrl";
        if (settings.Text(Key) is not { } text)
            return "";
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0
            ? text.TrimEnd('/')
            : throw new SettingException(Key, "an address like https://shop.example.com", text);
    }
}
