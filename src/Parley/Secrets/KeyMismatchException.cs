namespace Parley.Secrets;

/// <summary>This node's keys are not those that the database was written with.</summary>
public sealed class KeyMismatchException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public KeyMismatchException()
    {
    }

    /// <summary>Creates it.</summary>
    public KeyMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a cause.</summary>
    public KeyMismatchException(string message, Exception inner)
        : base(message, inner)
    {
    }

    internal static KeyMismatchException Of(string name, string recorded, string found) => new(
        $"The key \"{name}\" ({SettingOf(name)}) is not the one that this database was written with: "
        + $"fingerprint {found}, recorded {recorded}. Start with the same keys on every node; to replace a signing or field key, add one under a new id.");

    private static string SettingOf(string name) => name.Split(':') switch
    {
        ["signing", var kid] => $"Auth:SigningKey or Auth:SigningKeys:{kid}, or keys.json",
        ["refresh"] => "Auth:RefreshKey, or keys.json",
        ["field", var id] => $"Secrets:FieldKeys:{id}, or keys.json",
        _ => "Secrets:HashKey, or keys.json",
    };
}
