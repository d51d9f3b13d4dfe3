using Parley.Configuration;

namespace Parley.Secrets;

/// <summary>Replaces keys of the key file while servers run that read it every few seconds (<see cref="KeyWatch"/>).</summary>
public static class KeyRotation
{
    /// <summary>How long after it was made a key comes into use: several times as long as a server takes to read it.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromSeconds(30);

    /// <summary>Adds a key of a kind.</summary>
    /// <param name="keyFile">Where generated keys are kept.</param>
    /// <param name="leaked">Use it at once and void the older ones; for those that sign.</param>
    /// <returns>Its number, or null when keys of this kind are configured, and so not in the file.</returns>
    public static int? Rotate(Settings settings, string keyFile, KeyKind kind, bool leaked, long nowMs)
    {
        var isConfigured = kind == KeyKind.Signing
            ? settings.Text("Auth:SigningKey") is not null || settings.Names("Auth:SigningKeys").Any()
            : settings.Names("Secrets:FieldKeys").Any();
        return isConfigured ? null : KeyFile.Add(keyFile, kind, leaked ? nowMs : nowMs + (long)Notice.TotalMilliseconds, leaked);
    }
}
