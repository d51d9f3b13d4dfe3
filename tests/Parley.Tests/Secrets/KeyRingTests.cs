using Parley.Configuration;
using Parley.Secrets;

namespace Parley.Tests.Secrets;

public sealed class KeyRingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parley-keys-").FullName;

    private string KeyFile => Path.Combine(_folder, "keys.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Keys_are_made_once_and_are_their_owners_alone()
    {
        var first = KeyRingReader.Read(Settings.None, KeyFile);
        var second = KeyRingReader.Read(Settings.None, KeyFile);
        Assert.Equal(first.Fingerprints(), second.Fingerprints());
        Assert.Single(Directory.GetFiles(_folder));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
    }

    [Fact]
    public async Task Of_many_who_make_them_at_once_all_get_the_same()
    {
        var rings = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => KeyRingReader.Read(Settings.None, KeyFile))));
        Assert.Single(rings.Select(ring => string.Join(' ', ring.Fingerprints())).Distinct(StringComparer.Ordinal));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_key_file_that_others_may_read_is_refused_by_its_name()
    {
        if (OperatingSystem.IsWindows())
            return;
        KeyRingReader.Read(Settings.None, KeyFile);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Contains(KeyFile, Assert.Throws<SettingException>(() => KeyRingReader.Read(Settings.None, KeyFile)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_key_file_is_not_replaced()
    {
        File.WriteAllText(KeyFile, "{}");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Contains("damaged", Assert.Throws<SettingException>(() => KeyRingReader.Read(Settings.None, KeyFile)).Message, StringComparison.Ordinal);
        Assert.Equal("{}", File.ReadAllText(KeyFile));
    }

    [Fact]
    public void Configured_keys_need_no_file()
    {
        var key = Convert.ToBase64String(new byte[32]);
        var ring = KeyRingReader.Read(
            Of(
                ("Auth:SigningKey", new string('s', 32)), ("Auth:SigningKeyId", "b"), ("Auth:SigningKeys:a", new string('a', 40)),
                ("Auth:RefreshKey", new string('r', 32)), ("Secrets:FieldKeys:1", key), ("Secrets:FieldKeys:7", key), ("Secrets:HashKey", key)),
            KeyFile);
        Assert.False(File.Exists(KeyFile));
        Assert.Equal(("b", 2, 7), (ring.Signing.CurrentId, ring.Signing.Keys.Count, ring.CurrentFieldId));
        Assert.Equal("13800138000", ring.CreateCipher().Open("phone", ring.CreateCipher().Seal("phone", "13800138000")));
    }

    [Theory]
    [InlineData("Auth:SigningKey", "too short")]
    [InlineData("Auth:RefreshKey", "too short")]
    [InlineData("Secrets:HashKey", "bm90IDMyIGJ5dGVz")]
    [InlineData("Secrets:FieldKeys:1", "no base64")]
    public void A_wrong_key_is_named_and_not_shown(string key, string value)
    {
        var wrong = Assert.Throws<SettingException>(() => KeyRingReader.Read(Of((key, value)), KeyFile));
        Assert.Contains(key, wrong.Message, StringComparison.Ordinal);
        Assert.Contains("32", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, wrong.Message, StringComparison.Ordinal);
    }

    private static Settings Of(params (string Key, string Value)[] values) => new(
        key => values.FirstOrDefault(value => value.Key == key).Value,
        section => values.Where(value => value.Key.StartsWith($"{section}:", StringComparison.Ordinal)).Select(value => value.Key[(section.Length + 1)..]));
}
