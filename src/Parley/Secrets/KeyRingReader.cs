using System.Globalization;
using System.Text;
using Parley.Configuration;

namespace Parley.Secrets;

/// <summary>
/// Puts the key ring together: what is configured wins, what is not comes from the key file, which is made once.
/// <list type="bullet">
/// <item><c>Auth:SigningKey</c> (text, at least 32 bytes), its id <c>Auth:SigningKeyId</c> (default <c>1</c>); further keys <c>Auth:SigningKeys:‹id›</c></item>
/// <item><c>Auth:RefreshKey</c> (text, at least 32 bytes)</item>
/// <item><c>Secrets:FieldKeys:‹id›</c> (base64 of 32 bytes), <c>Secrets:FieldKeyId</c> says which seals (default the highest)</item>
/// <item><c>Secrets:HashKey</c> (base64 of 32 bytes)</item>
/// </list>
/// </summary>
public static class KeyRingReader
{
    private const int Length = 32;

    /// <summary>Reads the ring.</summary>
    /// <param name="keyFile">Where keys that are not configured are kept.</param>
    /// <exception cref="SettingException">A key is too short, not base64, or an id names none.</exception>
    public static KeyRing Read(Settings settings, string keyFile) => Read(settings, keyFile, long.MaxValue);

    /// <summary>Reads the ring as it is at a time: a key of the file that was added lately is known and not yet used.</summary>
    /// <param name="nowMs">Unix ms.</param>
    /// <exception cref="SettingException">As above.</exception>
    public static KeyRing Read(Settings settings, string keyFile, long nowMs)
    {
        var file = new Lazy<KeyFile>(() => KeyFile.ReadOrCreate(keyFile));
        var (fields, fieldId) = ReadFields(settings, file, nowMs);
        return new KeyRing
        {
            Signing = ReadSigning(settings, file, nowMs),
            Refresh = ReadText(settings, "Auth:RefreshKey") ?? file.Value.Refresh,
            Fields = fields,
            CurrentFieldId = fieldId,
            Hash = ReadBytes(settings, "Secrets:HashKey") ?? file.Value.Hash,
        };
    }

    private static SigningKeys ReadSigning(Settings settings, Lazy<KeyFile> file, long nowMs)
    {
        var keys = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in settings.Names("Auth:SigningKeys"))
            keys[name] = ReadText(settings, $"Auth:SigningKeys:{name}") ?? throw new SettingException($"Auth:SigningKeys:{name}", Allowed, null);

        var id = settings.Text("Auth:SigningKeyId");
        if (ReadText(settings, "Auth:SigningKey") is { } key)
        {
            id ??= "1";
            keys[id] = key;
        }

        if (keys.Count == 0)
        {
            return new SigningKeys(
                file.Value.CurrentAt(KeyKind.Signing, nowMs).ToString(CultureInfo.InvariantCulture),
                file.Value.Keys(KeyKind.Signing).ToDictionary(key => key.Id.ToString(CultureInfo.InvariantCulture), key => key.Key, StringComparer.Ordinal));
        }

        id ??= keys.Count == 1 ? keys.Keys.Single() : throw new SettingException("Auth:SigningKeyId", $"one of {string.Join(", ", keys.Keys)}", string.Empty);
        return keys.ContainsKey(id)
            ? new SigningKeys(id, keys)
            : throw new SettingException("Auth:SigningKeyId", $"one of {string.Join(", ", keys.Keys)}", id);
    }

    private static (IReadOnlyDictionary<int, byte[]> Keys, int Current) ReadFields(Settings settings, Lazy<KeyFile> file, long nowMs)
    {
        var keys = new Dictionary<int, byte[]>();
        foreach (var name in settings.Names("Secrets:FieldKeys"))
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == 0)
                throw new SettingException($"Secrets:FieldKeys:{name}", "under an id that is a whole number from 1", name);
            keys[id] = ReadBytes(settings, $"Secrets:FieldKeys:{name}")!;
        }

        var newest = keys.Count == 0 ? file.Value.CurrentAt(KeyKind.Field, nowMs) : keys.Keys.Max();
        if (keys.Count == 0)
            keys = file.Value.Keys(KeyKind.Field).ToDictionary(key => key.Id, key => key.Key);
        var current = settings.Integer("Secrets:FieldKeyId", newest, 1, int.MaxValue);
        return keys.ContainsKey(current)
            ? (keys, current)
            : throw new SettingException("Secrets:FieldKeyId", $"one of {string.Join(", ", keys.Keys)}", current.ToString(CultureInfo.InvariantCulture));
    }

    private static string Allowed => $"a secret of at least {Length} bytes";

    private static byte[]? ReadText(Settings settings, string key)
    {
        if (settings.Text(key) is not { } text)
            return null;
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length >= Length ? bytes : throw new SettingException(key, Allowed, null);
    }

    private static byte[]? ReadBytes(Settings settings, string key)
    {
        if (settings.Text(key) is not { } text)
            return null;
        var bytes = new byte[Length];
        return Convert.TryFromBase64String(text, bytes, out var written) && written == Length
            ? bytes
            : throw new SettingException(key, $"the base64 of {Length} random bytes", null);
    }
}
