using Npgsql;

namespace Parley.Storage;

/// <summary>Turns a <c>postgres://</c> URL (libpq's form, RFC 3986 escapes) into Npgsql's connection string.</summary>
internal static class PostgresUrl
{
    /// <exception cref="FormatException">With what is wrong, without the password.</exception>
    public static string ToConnectionString(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0)
            throw new FormatException("The database URL names no host: write 'postgres://user:password@host:port/database' (escape special characters as %XX).");
        var database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/'));
        if (database.Length == 0)
            throw new FormatException("The database URL names no database: write 'postgres://user:password@host:port/database'.");

        var parts = new NpgsqlConnectionStringBuilder { Host = url.DnsSafeHost, Port = url.IsDefaultPort || url.Port < 0 ? 5432 : url.Port, Database = database };
        var user = url.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            parts.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2)
            parts.Password = Uri.UnescapeDataString(user[1]);
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            Set(parts, pair);
        return parts.ConnectionString;
    }

    /// <exception cref="FormatException">With the keyword at fault.</exception>
    public static string Check(string keywords)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(keywords);
            if (string.IsNullOrEmpty(parts.Host) || string.IsNullOrEmpty(parts.Database))
                throw new FormatException("The database 'postgres:…' must name Host and Database.");
            return parts.ConnectionString;
        }
        catch (ArgumentException fault)
        {
            throw new FormatException($"The database 'postgres:…' is no connection string: {fault.Message}", fault);
        }
    }

    private static void Set(NpgsqlConnectionStringBuilder parts, string pair)
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        var key = Uri.UnescapeDataString(at < 0 ? pair : pair[..at]);
        if (at < 0)
            throw new FormatException($"The database URL's parameter '{key}' has no value.");

        // libpq's words for what Npgsql calls otherwise.
        var value = Uri.UnescapeDataString(pair[(at + 1)..]);
        (var name, value) = key switch
        {
            "sslmode" => ("SSL Mode", value.Replace("-", "", StringComparison.Ordinal)),
            "application_name" => ("Application Name", value),
            "connect_timeout" => ("Timeout", value),
            _ => (key, value),
        };
        try
        {
            parts[name] = value;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException)
        {
            throw new FormatException($"The database URL's parameter '{key}' is unknown or its value is out of range.", fault);
        }
    }
}
