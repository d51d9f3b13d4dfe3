using System.Buffers;
using System.Security.Cryptography;
using Parley.Accounts;
using Parley.Limits;
using Parley.Moderation;
using Parley.Primitives;

namespace Parley.Files;

/// <summary>
/// Takes files in. The beginning tells what it is, which decides how large it may be; the rest goes to disk piece by piece, never into memory as a
/// whole, and ends where the bound is passed.
/// </summary>
public sealed class FileUploads(
    IFileStore store, IBlobStore blobs, RateLimiter limiter, RateLimits limits, FilesOptions options, IdGenerator ids, TimeProvider clock,
    ImageGate? gate = null)
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(1);

    private readonly UploadPlaces _places = new(options.UploadsAtOnce);

    /// <summary>Takes one file in; it is on disk when this returns.</summary>
    /// <returns>
    /// Its record; <see cref="ChatError.RateLimited"/>, <see cref="ChatError.InvalidField"/> for an empty one,
    /// <see cref="ChatError.FileTypeRefused"/>, <see cref="ChatError.FileTooLarge"/>, <see cref="ChatError.FileQuotaExceeded"/>;
    /// <see cref="ChatError.ContentRejected"/> for a picture that a check refuses.
    /// </returns>
    public async Task<Outcome<StoredFile>> ReceiveAsync(Account owner, IncomingFile file, CancellationToken cancel)
    {
        using var place = _places.TryEnter(owner.Id);
        if (place is null && limits.Enabled)
            return new Refusal(ChatError.RateLimited, Limit: options.UploadsAtOnce, RetryAfter: ComeBack);
        if (limiter.Take(limits.Uploads, owner.Id.Value) is { } tooMany)
            return tooMany;

        var buffer = ArrayPool<byte>.Shared.Rent(FileTypes.HeadLength);
        try
        {
            return await ReceiveAsync(owner, file, buffer.AsMemory(0, FileTypes.HeadLength), cancel);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<Outcome<StoredFile>> ReceiveAsync(Account owner, IncomingFile file, Memory<byte> buffer, CancellationToken cancel)
    {
        var name = FileNames.Clean(file.Name);
        var head = await FillAsync(file, buffer, cancel);
        if (head == 0)
            return new Refusal(ChatError.InvalidField, "file");
        var type = FileTypes.Judge(buffer.Span[..head], file.DeclaredType, name);
        if (!type.IsOk)
            return type.Refusal;

        var id = new FileId(ids.Next());
        await using var draft = await blobs.BeginAsync(id, cancel);
        var copied = await CopyAsync(file, buffer, head, draft, MostOf(type.Value.Kind, file), cancel);
        if (!copied.IsOk)
            return copied.Refusal;
        var stored = new StoredFile
        {
            Id = id,
            TenantId = owner.TenantId,
            OwnerId = owner.Id,
            Name = name,
            ContentType = type.Value.ContentType,
            Kind = type.Value.Kind,
            Size = copied.Value.Size,
            Sha256 = copied.Value.Sha256,
            CreatedAt = clock.NowMs(),
        };

        if (gate is not null && !await gate.PassesAsync(owner, stored, draft, cancel))
            return new Refusal(ChatError.ContentRejected, "file");

        // The record first: what a crash leaves between the two is a record without bytes, which the sweep finds; bytes without a record nobody would.
        if (!await store.AddAsync(stored, options.UserQuota, cancel))
            return new Refusal(ChatError.FileQuotaExceeded, "file", options.UserQuota);
        await draft.CommitAsync(cancel);
        return stored;
    }

    private long MostOf(FileKind kind, IncomingFile file) =>
        kind == FileKind.Other && file.MaxOther is { } own ? Math.Min(own, options.MaxOther) : options.MostOf(kind);

    private static async Task<int> FillAsync(IncomingFile file, Memory<byte> buffer, CancellationToken cancel)
    {
        var length = 0;
        while (length < buffer.Length && await file.ReadAsync(buffer[length..], cancel) is var read and > 0)
            length += read;
        return length;
    }

    private static async Task<Outcome<Copied>> CopyAsync(
        IncomingFile file, Memory<byte> buffer, int head, IBlobDraft draft, long most, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        for (var length = head; length > 0; length = await file.ReadAsync(buffer, cancel))
        {
            size += length;
            if (size > most)
                return new Refusal(ChatError.FileTooLarge, "file", most);
            hash.AppendData(buffer.Span[..length]);
            await draft.WriteAsync(buffer[..length], cancel);
        }

        return new Copied(size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private sealed record Copied(long Size, string Sha256);
}
