using Parley.Files;
using Parley.Primitives;

namespace Parley.Storage.Tests.Files;

/// <summary>What every store of bytes holds to.</summary>
public abstract class BlobStoreContract
{
    private static long _last = Random.Shared.NextInt64(1L << 40);

    private protected abstract IBlobStore Blobs { get; }

    [Fact]
    public async Task Bytes_come_back_and_can_be_read_from_anywhere()
    {
        var id = Next();
        await WriteAsync(id, [1, 2, 3], [4, 5]);
        await using var stream = await Blobs.OpenAsync(id, default);
        Assert.NotNull(stream);
        Assert.Equal(5, stream.Length);
        stream.Position = 3;
        Assert.Equal(4, stream.ReadByte());
        stream.Position = 0;
        var bytes = new byte[5];
        await stream.ReadExactlyAsync(bytes);
        Assert.Equal([1, 2, 3, 4, 5], bytes);
    }

    [Fact]
    public async Task Nobody_reads_a_draft_and_one_that_is_given_up_is_gone()
    {
        var id = Next();
        await using (var draft = await Blobs.BeginAsync(id, default))
        {
            await draft.WriteAsync(new byte[] { 1 }, default);
            Assert.Null(await Blobs.OpenAsync(id, default));
        }

        Assert.Null(await Blobs.OpenAsync(id, default));
        Assert.Equal(0, await Blobs.DeleteDraftsAsync(long.MaxValue / 1_000_000, default));
        await WriteAsync(id, [2]);
        await using var stream = await Blobs.OpenAsync(id, default);
        Assert.Equal(2, stream!.ReadByte());
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_deleting_nothing_is_no_fault()
    {
        var id = Next();
        await Blobs.DeleteAsync(id, default);
        await WriteAsync(id, [1]);
        await Blobs.DeleteAsync(id, default);
        await Blobs.DeleteAsync(id, default);
        Assert.Null(await Blobs.OpenAsync(id, default));
    }

    [Fact]
    public async Task A_file_that_is_being_read_may_be_deleted()
    {
        var id = Next();
        await WriteAsync(id, new byte[100_000]);
        await using var stream = await Blobs.OpenAsync(id, default);
        await Blobs.DeleteAsync(id, default);
        var bytes = new byte[100_000];
        await stream!.ReadExactlyAsync(bytes);
    }

    private protected static FileId Next() => new(Interlocked.Add(ref _last, 128));

    private protected async Task WriteAsync(FileId id, params byte[][] pieces)
    {
        await using var draft = await Blobs.BeginAsync(id, default);
        foreach (var piece in pieces)
            await draft.WriteAsync(piece, default);
        await draft.CommitAsync(default);
    }
}
