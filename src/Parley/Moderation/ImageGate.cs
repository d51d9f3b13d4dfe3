using Parley.Accounts;
using Parley.Files;

namespace Parley.Moderation;

/// <summary>
/// Has each picture checked before it is taken in, whatever surface it came by, and writes down what is found: the bytes of one that is blocked are
/// never kept. A check that does not answer loses no picture, and none is kept of which the finding is not written down first.
/// </summary>
/// <param name="check">Null: none is configured, and every picture passes.</param>
public sealed class ImageGate(HitLog hits, IImageCheck? check = null)
{
    /// <summary>Whether the picture may be kept.</summary>
    public async Task<bool> PassesAsync(Account owner, StoredFile file, IBlobDraft draft, CancellationToken cancel)
    {
        if (check is null || file.Kind != FileKind.Image)
            return true;
        ImageFinding found;
        await using (var bytes = draft.OpenRead())
            found = await check.CheckAsync(file, bytes, cancel);
        if (KindOf(found.Verdict) is { } kind)
        {
            var hit = hits.Of(owner, kind, file.Name, FingerprintOf(file, kind), found.Label is { } label ? [label] : null);
            await hits.AddAsync(found.Verdict == ImageVerdict.Block ? hit : hit with { FileId = file.Id }, cancel);
        }

        return found.Verdict != ImageVerdict.Block;
    }

    /// <summary>What a verdict is written down as; null: not at all.</summary>
    internal static HitKind? KindOf(ImageVerdict verdict) => verdict switch
    {
        ImageVerdict.Allow => null,
        ImageVerdict.Flag => HitKind.FlaggedImage,
        ImageVerdict.Block => HitKind.BlockedImage,
        ImageVerdict.Unknown => HitKind.UncheckedImage,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "A verdict that nothing follows from."),
    };

    // The same picture again is another thing once the check says something else of it.
    private static byte[] FingerprintOf(StoredFile file, HitKind kind) => [(byte)kind, .. Convert.FromHexString(file.Sha256)[..15]];
}
