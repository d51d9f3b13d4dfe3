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
        return IsConfigured(settings, kind) ? null : KeyFile.Add(keyFile, kind, leaked ? nowMs : nowMs + (long)Notice.TotalMilliseconds, leaked);
    }

    /// <summary>Whether keys of a kind are configured, and so not in the file.</summary>
    public static bool IsConfigured(Settings settings, KeyKind kind) => kind == KeyKind.Signing
        ? settings.Text("Auth:SigningKey") is not null || settings.Names("Auth:SigningKeys").Any()
        : settings.Names("Secrets:FieldKeys").Any();

    /// <summary>The field key in use, once no server can be sealing with an older one any more; null before.</summary>
    public static int? SettledField(string keyFile, long nowMs)
    {
        var file = KeyFile.ReadOrCreate(keyFile);
        var current = file.CurrentAt(KeyKind.Field, nowMs);
        return current == file.CurrentAt(KeyKind.Field, nowMs - (long)Notice.TotalMilliseconds) ? current : null;
    }

    /// <summary>Takes the field keys before a number out of the key file: nothing may be encrypted with them any more.</summary>
    public static void RetireFields(string keyFile, int first) => KeyFile.RetireFields(keyFile, first);
}
