using Parley.Configuration;
using Parley.Storage;

namespace Parley.Host.Configuration;

/// <summary>Where the server listens and keeps its data.</summary>
internal sealed record HostSettings
{
    /// <summary>Everything configured, for each feature to read its own.</summary>
    public required Settings All { get; init; }

    /// <summary><c>Urls</c>, <c>--urls</c>: http://127.0.0.1:5080.</summary>
    public required string Urls { get; init; }

    /// <summary><c>Data</c>, <c>--data</c>: data.</summary>
    public required string Data { get; init; }

    /// <summary>Where keys are kept that nobody configured.</summary>
    public string KeyFile => Path.Combine(Data, "keys.json");

    /// <summary><c>Database</c>, <c>--database</c>: a SQLite file under <see cref="Data"/>.</summary>
    public required DatabaseUrl Database { get; init; }

    /// <summary><c>Redis</c>, <c>--redis</c>: none.</summary>
    public string? Redis { get; init; }

    /// <summary><c>Server:MaxBodyBytes</c>: 1 MiB, from 1 KiB to 100 MiB.</summary>
    public long MaxBodyBytes { get; init; }

    /// <summary><c>Server:DrainTimeout</c>: how long a stop may take, 15 s, from 1 s to 10 min.</summary>
    public TimeSpan DrainTimeout { get; init; }

    /// <exception cref="SettingException">A value is wrong.</exception>
    public static HostSettings Read(IConfiguration configuration)
    {
        var settings = new Settings(key => configuration[key], section => configuration.GetSection(section).GetChildren().Select(child => child.Key), key => OriginOf(configuration, key));
        var data = Path.GetFullPath(settings.Text("Data") ?? "data");
        return new HostSettings
        {
            All = settings,
            Urls = CheckUrls(settings.Text("Urls") ?? "http://127.0.0.1:5080"),
            Data = data,
            Database = ReadDatabase(settings.Text("Database") ?? $"sqlite:{Path.Combine(data, "parley.db")}"),
            Redis = RedisUrl.ToConfiguration(settings.Text("Redis")),
            MaxBodyBytes = settings.Number("Server:MaxBodyBytes", 1024 * 1024, 1024, 100 * 1024 * 1024),
            DrainTimeout = settings.Span("Server:DrainTimeout", TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
        };
    }

    /// <exception cref="SettingException">One of them is no address to listen on.</exception>
    public static string CheckUrls(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // '*' and '+' mean every address, which Uri doesn't know.
            var plain = url.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal);
            if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                throw new SettingException("Urls", "addresses to listen on like http://127.0.0.1:5080, separated by ';'", url);
        }

        return urls;
    }

    private static SettingSource OriginOf(IConfiguration configuration, string key) =>
        (configuration as IConfigurationRoot)?.Providers.LastOrDefault(provider => provider.TryGet(key, out _)) switch
        {
            KnownOrigin known => known.Source,
            Microsoft.Extensions.Configuration.Json.JsonConfigurationProvider => SettingSource.File,
            _ => SettingSource.CommandLine,
        };

    private static DatabaseUrl ReadDatabase(string text)
    {
        try
        {
            return DatabaseUrl.Parse(text);
        }
        catch (FormatException wrong)
        {
            throw new SettingException($"Database: {wrong.Message}", wrong);
        }
    }
}
