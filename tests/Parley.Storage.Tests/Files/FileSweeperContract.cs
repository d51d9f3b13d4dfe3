using Microsoft.Extensions.Logging.Abstractions;
using Parley.Files;
using Parley.Limits;
using Parley.Primitives;
using Parley.Storage.Files;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Files;

public sealed class FileSweeperOnSqlite(SqliteFixture fixture) : FileSweeperContract(fixture), IClassFixture<SqliteFixture>;

public sealed class FileSweeperOnPostgres(PostgresFixture fixture) : FileSweeperContract(fixture), IClassFixture<PostgresFixture>;

/// <summary>Uploads with their bytes, from their coming to their going.</summary>
public abstract class FileSweeperContract(DatabaseFixture fixture) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parley-sweeper-");

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_upload_that_no_message_has_is_gone_after_a_day_bytes_and_all()
    {
        var owner = await fixture.AddPersonAsync(await fixture.NewTenantAsync());
        var options = new FilesOptions { Path = _folder.FullName };
        var blobs = new DiskBlobs(options.Path);
        var stored = await ReceiveAsync(options, blobs, "hello"u8.ToArray());
        Assert.Equal(("a.txt", 5L, "text/plain"), (stored.Name, stored.Size, stored.ContentType));
        Assert.Equal("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", stored.Sha256);
        Assert.Equal(stored, await fixture.Stores.Files.FindAsync(owner.TenantId, stored.Id, default));

        await using var sweeper = new FileSweeper(fixture.Stores.Files, blobs, options, fixture.Clock, NullLogger<FileSweeper>.Instance);
        fixture.Clock.Advance(TimeSpan.FromHours(23));
        await sweeper.SweepAsync(default);
        Assert.NotEmpty(Files());
        fixture.Clock.Advance(TimeSpan.FromHours(2));
        Assert.True(await sweeper.SweepAsync(default) >= 1); // other tests' too
        Assert.Empty(Files());
        Assert.Null(await fixture.Stores.Files.FindAsync(owner.TenantId, stored.Id, default));
        Assert.Equal(0, await sweeper.SweepAsync(default));

        async Task<StoredFile> ReceiveAsync(FilesOptions options, IBlobStore blobs, byte[] bytes)
        {
            var limits = new RateLimits();
            var uploads = new FileUploads(fixture.Stores.Files, blobs, new RateLimiter(limits, fixture.Clock), limits, options, fixture.Ids, fixture.Clock);
            var stream = new MemoryStream(bytes);
            var received = await uploads.ReceiveAsync(owner, new IncomingFile("a.txt", "text/plain", stream.ReadAsync), default);
            Assert.True(received.IsOk);
            return received.Value;
        }
    }

    [Fact]
    public async Task What_is_refused_or_broken_off_leaves_nothing()
    {
        var owner = await fixture.AddPersonAsync(await fixture.NewTenantAsync());
        var limits = new RateLimits();
        var options = new FilesOptions { Path = _folder.FullName, UserQuota = 100_000, MaxOther = 200_000, UploadsAtOnce = 1 };
        var uploads = new FileUploads(
            fixture.Stores.Files, new DiskBlobs(options.Path), new RateLimiter(limits, fixture.Clock), limits, options, fixture.Ids, fixture.Clock);
        Assert.Equal(ChatError.FileTooLarge, (await ReceiveAsync(200_001)).Refusal?.Error);
        Assert.Equal(ChatError.FileTooLarge, (await ReceiveAsync(100_001, maxOther: 100_000)).Refusal?.Error);
        Assert.Equal(ChatError.FileQuotaExceeded, (await ReceiveAsync(150_000)).Refusal?.Error);
        Assert.Equal(ChatError.InvalidField, (await ReceiveAsync(0)).Refusal?.Error);
        await Assert.ThrowsAsync<IOException>(() => ReceiveAsync(150_000, breaksAt: 100_000));
        Assert.Empty(Files());
        Assert.True((await ReceiveAsync(100_000)).IsOk);

        var hangs = new TaskCompletionSource<int>();
        var first = uploads.ReceiveAsync(owner, new IncomingFile("a", null, (_, _) => new ValueTask<int>(hangs.Task)), default);
        Assert.Equal(ChatError.RateLimited, (await ReceiveAsync(1)).Refusal?.Error);
        hangs.SetResult(0);
        Assert.Equal(ChatError.InvalidField, (await first).Refusal?.Error);
        Assert.Equal(ChatError.FileQuotaExceeded, (await ReceiveAsync(1)).Refusal?.Error);

        Task<Outcome<StoredFile>> ReceiveAsync(int length, long? maxOther = null, int breaksAt = int.MaxValue)
        {
            var left = length;
            return uploads.ReceiveAsync(owner, new IncomingFile("a", null, ReadAsync, maxOther), default);

            ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel)
            {
                if (length - left >= breaksAt)
                    throw new IOException("Gone.");
                var read = Math.Min(Math.Min(buffer.Length, 10_000), left);
                buffer.Span[..read].Fill((byte)'x');
                left -= read;
                return ValueTask.FromResult(read);
            }
        }
    }

    private FileInfo[] Files() => _folder.GetFiles("*", SearchOption.AllDirectories);
}
