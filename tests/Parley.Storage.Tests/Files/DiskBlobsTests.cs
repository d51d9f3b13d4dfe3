using Parley.Files;
using Parley.Storage.Files;

namespace Parley.Storage.Tests.Files;

public sealed class DiskBlobsTests : BlobStoreContract, IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("parley-blobs-").FullName, "files");

    private protected override IBlobStore Blobs => new DiskBlobs(_folder);

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public async Task Files_are_their_owners_alone_and_spread_over_folders()
    {
        for (var i = 0; i < 64; i++)
            await WriteAsync(Next(), [1]);
        var files = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);
        Assert.Equal(64, files.Length);
        Assert.InRange(files.Select(Path.GetDirectoryName).Distinct(StringComparer.Ordinal).Count(), 60, 64);
        Assert.All(files, file => Assert.Equal(3, Path.GetRelativePath(_folder, file).Split(Path.DirectorySeparatorChar).Length));
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in files)
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder));
    }

    [Fact]
    public async Task What_a_crash_left_goes_and_what_is_written_to_stays()
    {
        await using var draft = await Blobs.BeginAsync(Next(), default);
        await draft.WriteAsync(new byte[] { 1 }, default);
        var left = Path.Combine(_folder, "drafts", "12345.left");
        File.WriteAllText(left, "half");
        File.SetLastWriteTimeUtc(left, DateTime.UnixEpoch.AddDays(20_000));
        var afterwards = DateTimeOffset.UnixEpoch.AddDays(20_001).ToUnixTimeMilliseconds();
        Assert.Equal(1, await Blobs.DeleteDraftsAsync(afterwards, default));
        Assert.Equal(0, await Blobs.DeleteDraftsAsync(afterwards, default));
        Assert.False(File.Exists(left));
        await draft.CommitAsync(default);
    }
}
