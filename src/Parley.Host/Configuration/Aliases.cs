namespace Parley.Host.Configuration;

/// <summary>The variable names of the protocol documents, so that an environment made for one of those systems works here. <c>.env.example</c> lists them.</summary>
internal static class Aliases
{
    private static readonly (string Variable, string[] Keys)[] Plain =
    [
        ("DATABASE_URL", ["Database"]),
        ("REDIS_URL", ["Redis"]),
        ("JWT_SECRET", ["Auth:SigningKey"]),
        ("JWT_EXPIRES_IN", ["Auth:AccessTokenLife"]),
        ("JWT_REFRESH_SECRET", ["Auth:RefreshKey"]),
        ("JWT_REFRESH_EXPIRES_IN", ["Auth:RefreshTokenLife"]),
        ("BCRYPT_ROUNDS", ["Auth:BcryptCost"]),
        ("CORS_ORIGIN", ["Cors:Origins"]),
        ("MAX_FILE_SIZE", ["Files:MaxOther", "Market:MaxFileSize"]),
        ("UPLOAD_PATH", ["Files:Path"]),
        ("JINBEAN_FILE_UPLOAD_SIZE", ["Files:MaxOther", "Market:MaxFileSize"]),
        ("JINBEAN_MAX_MESSAGE_LENGTH", ["Market:MaxTextLength"]),
        ("JINBEAN_DEFAULT_RADIUS", ["Marketplace:DefaultRadiusKm"]),
        ("JINBEAN_SERVICE_CATEGORIES", ["Marketplace:Categories"]),
        ("SMTP_HOST", ["Mail:Host"]),
        ("SMTP_PORT", ["Mail:Port"]),
        ("SMTP_USER", ["Mail:User"]),
        ("SMTP_PASS", ["Mail:Password"]),
        ("RATE_LIMIT_WINDOW_MS", ["Limits:RestUser:Window", "Limits:RestAddress:Window"]),
        ("RATE_LIMIT_MAX_REQUESTS", ["Limits:RestUser:Permits", "Limits:RestAddress:Permits"]),
    ];

    /// <summary>The settings that the variables stand for.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Map(IReadOnlyDictionary<string, string?> variables)
    {
        foreach (var (variable, keys) in Plain)
        {
            if (variables.GetValueOrDefault(variable) is not { Length: > 0 } value)
                continue;
            foreach (var key in keys)
                yield return new(key, value);
        }

        if (variables.GetValueOrDefault("PORT") is { Length: > 0 } port)
            yield return new("Urls", $"http://*:{port}");
        if (variables.GetValueOrDefault("LOG_LEVEL") is { Length: > 0 } level)
            yield return new("Logging:LogLevel:Default", LevelOf(level));
    }

    private static string LevelOf(string level) => level.ToLowerInvariant() switch
    {
        "error" => "Error",
        "warn" => "Warning",
        "info" or "http" => "Information",
        "verbose" or "debug" => "Debug",
        "silly" => "Trace",
        _ => level,
    };
}
