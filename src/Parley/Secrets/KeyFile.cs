using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Configuration;

namespace Parley.Secrets;

/// <summary>The keys that nobody configured, made once and kept beside the data, readable by their owner only.</summary>
internal sealed class KeyFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;
    private const int Length = 32;

    [JsonRequired]
    public byte[] Signing { get; init; } = [];

    [JsonRequired]
    public byte[] Refresh { get; init; } = [];

    [JsonRequired]
    public byte[] Field { get; init; } = [];

    [JsonRequired]
    public byte[] Hash { get; init; } = [];

    /// <summary>Reads the file, or makes it. Of several processes that start at once, one makes it and all read the same.</summary>
    /// <exception cref="SettingException">Others than its owner may read it, or it is not what this wrote.</exception>
    public static KeyFile ReadOrCreate(string path)
    {
        if (!File.Exists(path))
            Create(path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new SettingException($"The key file {path} may be read by others than its owner: set its mode to 0600, and replace the keys if others had access.");
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllBytes(path), KeyFileJson.Default.KeyFile);
            if (file is not null && new[] { file.Signing, file.Refresh, file.Field, file.Hash }.All(key => key.Length == Length))
                return file;
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new SettingException($"The key file {path} is damaged: restore it from a backup. Without it, encrypted fields can't be read.");
    }

    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = new KeyFile
        {
            Signing = RandomNumberGenerator.GetBytes(Length),
            Refresh = RandomNumberGenerator.GetBytes(Length),
            Field = RandomNumberGenerator.GetBytes(Length),
            Hash = RandomNumberGenerator.GetBytes(Length),
        };

        // Whole and durable under another name first; the move does not replace, so the first of several wins.
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Owner;
        using (var stream = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(stream, file, KeyFileJson.Default.KeyFile);
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeyFile))]
internal sealed partial class KeyFileJson : JsonSerializerContext;
