using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Audit;

/// <summary>
/// Links lines of the audit trail: HMAC-SHA-256 over a canonical form of the line and the hash of the one before it. It takes the key to make
/// a link, so who can only write to the database can't make a chain that verifies. The form: a tag, then each field in a fixed order, numbers as
/// 8 bytes big-endian, texts and bytes after their length, a byte before each that may be absent.
/// </summary>
/// <param name="key">32 bytes, the same on every node.</param>
public sealed class AuditChain(byte[] key)
{
    private static readonly byte[] LineTag = "parley audit line 1"u8.ToArray();
    private static readonly byte[] HeadTag = "parley audit head 1"u8.ToArray();

    /// <summary>The hash of a line.</summary>
    /// <param name="seq">Its number.</param>
    /// <param name="previous">The hash of the line before; empty for the first.</param>
    public byte[] Link(long seq, byte[] previous, AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(LineTag);
        Add(hash, seq);
        Add(hash, previous);
        Add(hash, entry.Id);
        Add(hash, entry.TenantId.Value);
        Add(hash, entry.ActorId.Value);
        Add(hash, (long)entry.Action);
        Add(hash, entry.TargetId is { } target ? Bytes(target) : null);
        Add(hash, Text(entry.Detail));
        Add(hash, Text(entry.Address));
        Add(hash, Text(entry.RequestId));
        Add(hash, entry.At);
        return hash.GetHashAndReset();
    }

    /// <summary>The head with the seal that goes with it.</summary>
    public AuditHead Seal(AuditHead head) => head with { Seal = SealOf(head) };

    /// <summary>Whether a head is as this chain left it. Where no line was ever written there is no seal.</summary>
    public bool IsSealed(AuditHead head) =>
        head.Seal is null ? head is { Seq: 0, BaseSeq: 0 } : CryptographicOperations.FixedTimeEquals(head.Seal, SealOf(head));

    /// <summary>
    /// The head after more lines. One that was not as it was left is never sealed again: the trail goes on, and it stays visible that somebody
    /// was at it.
    /// </summary>
    /// <param name="from">Before.</param>
    /// <param name="to">After.</param>
    public AuditHead Follow(AuditHead from, AuditHead to) => IsSealed(from) ? Seal(to) : to with { Seal = from.Seal ?? [] };

    private byte[] SealOf(AuditHead head)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(HeadTag);
        Add(hash, head.Seq);
        Add(hash, head.Hash);
        Add(hash, head.BaseSeq);
        Add(hash, head.BaseHash);
        Add(hash, head.LegacyId);
        return hash.GetHashAndReset();
    }

    private static byte[]? Text(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    private static byte[] Bytes(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }

    private static void Add(IncrementalHash hash, long value) => hash.AppendData(Bytes(value));

    private static void Add(IncrementalHash hash, byte[]? bytes)
    {
        hash.AppendData([bytes is null ? (byte)0 : (byte)1]);
        if (bytes is null)
            return;
        Add(hash, (long)bytes.Length);
        hash.AppendData(bytes);
    }
}
