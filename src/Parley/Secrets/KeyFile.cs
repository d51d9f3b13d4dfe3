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

    /// <summary>Keys that came later; those above are number 1.</summary>
    public IReadOnlyList<AddedKey> Added { get; init; } = [];

    /// <summary>Signing keys with lower numbers are void: one of them leaked.</summary>
    public int FirstSigning { get; init; } = 1;

    /// <summary>Field keys with lower numbers are gone: nothing is encrypted with them any more.</summary>
    public int FirstField { get; init; } = 1;

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
            if (file is not null && new[] { file.Signing, file.Refresh, file.Field, file.Hash }.Concat(file.Added.Select(added => added.Key)).All(key => key.Length == Length))
                return file;
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new SettingException($"The key file {path} is damaged: restore it from a backup. Without it, encrypted fields can't be read.");
    }

    /// <summary>The key of each number of a kind that may be used.</summary>
    public IEnumerable<(int Id, byte[] Key)> Keys(KeyKind kind)
    {
        var first = kind == KeyKind.Signing ? FirstSigning : FirstField;
        return Added.Where(added => added.Kind == kind).Select(added => (added.Id, added.Key))
            .Prepend((1, kind == KeyKind.Signing ? Signing : Field))
            .Where(key => key.Item1 >= first);
    }

    /// <summary>The number of the key in use at a time: the newest whose time has come.</summary>
    public int CurrentAt(KeyKind kind, long nowMs)
    {
        var current = Added.Where(added => added.Kind == kind && added.From <= nowMs).Select(added => added.Id).DefaultIfEmpty(1).Max();
        return Math.Max(current, kind == KeyKind.Signing ? FirstSigning : FirstField);
    }

    /// <summary>Adds a key under the next number. Who reads the file meanwhile sees it as it was or as it is then.</summary>
    /// <param name="from">When it comes into use, Unix ms; every process must have read the file by then.</param>
    /// <param name="voidOlder">Whether older ones (of those that sign) stop to count.</param>
    /// <returns>Its number.</returns>
    public static int Add(string path, KeyKind kind, long from, bool voidOlder)
    {
        using var turn = TakeTurn(path);
        var old = ReadOrCreate(path);
        var id = old.Keys(kind).Max(key => key.Id) + 1;
        var draft = WriteDraft(path, new KeyFile
        {
            Signing = old.Signing,
            Refresh = old.Refresh,
            Field = old.Field,
            Hash = old.Hash,
            FirstSigning = voidOlder && kind == KeyKind.Signing ? id : old.FirstSigning,
            FirstField = old.FirstField,
            Added = [.. old.Added, new AddedKey(kind, id, RandomNumberGenerator.GetBytes(Length), from)],
        });
        File.Move(draft, path, overwrite: true);
        return id;
    }

    /// <summary>Takes the field keys before a number out of the file; the first one's place is kept, empty.</summary>
    public static void RetireFields(string path, int first)
    {
        using var turn = TakeTurn(path);
        var old = ReadOrCreate(path);
        var draft = WriteDraft(path, new KeyFile
        {
            Signing = old.Signing,
            Refresh = old.Refresh,
            Field = first > 1 ? new byte[Length] : old.Field,
            Hash = old.Hash,
            FirstSigning = old.FirstSigning,
            FirstField = first,
            Added = [.. old.Added.Where(added => added.Kind != KeyKind.Field || added.Id >= first)],
        });
        File.Move(draft, path, overwrite: true);
    }

    private static FileStream TakeTurn(string path) =>
        new($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);

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

        var draft = WriteDraft(path, file);
        try
        {
            File.Move(draft, path, overwrite: false); // does not replace, so the first of several wins
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    // Whole and durable under another name first.
    private static string WriteDraft(string path, KeyFile file)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Owner;
        using (var stream = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(stream, file, KeyFileJson.Default.KeyFile);
            stream.Flush(flushToDisk: true);
        }

        return draft;
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(KeyFile))]
internal sealed partial class KeyFileJson : JsonSerializerContext;
