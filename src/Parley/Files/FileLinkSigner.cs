using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Parley.Primitives;

namespace Parley.Files;

/// <summary>Makes links to files and knows its own again: HMAC-SHA-256 over all that a link says. Thread-safe.</summary>
/// <param name="key">32 bytes, of this purpose alone.</param>
public sealed class FileLinkSigner(byte[] key, FilesOptions options, TimeProvider clock)
{
    private const int Length = 1 + (4 * sizeof(long));
    private const byte Version = 1;
    private const int SignatureLength = 43; // 32 bytes in base64url
    private const long Never = 253_402_300_799; // the last second of the year 9999

    // Links made within the same stretch are the same, so that a client's cache knows a picture that is told of again.
    private readonly long _stretch = Math.Max(1, (long)options.LinkLife.TotalSeconds / 8);

    /// <summary>A link that is good for the configured time, and up to an eighth longer.</summary>
    public FileLink Make(TenantId tenant, FileId file, MessageId message)
    {
        var expires = (clock.NowMs() / 1000) + (long)options.LinkLife.TotalSeconds + _stretch;
        return new FileLink(tenant, file, message, expires - (expires % _stretch));
    }

    /// <summary>A link that is always good and always the same, to a file that its owner made a picture for all to see.</summary>
    public static FileLink MakeLasting(TenantId tenant, FileId file) => new(tenant, file, default, Never);

    /// <summary>Its signature, 43 characters of base64url.</summary>
    public string Sign(FileLink link)
    {
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(link, signature);
        return Base64Url.EncodeToString(signature);
    }

    /// <summary>Whether a link is one of ours and has not expired.</summary>
    public bool Verify(FileLink link, string signature) => IsOurs(link, signature) && link.ExpiresAt > clock.NowMs() / 1000;

    /// <summary>Whether a link is one of ours, expired or not.</summary>
    public bool IsOurs(FileLink link, string signature)
    {
        if (signature.Length != SignatureLength || !Ascii.IsValid(signature))
            return false;
        Span<byte> own = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(link, own);

        // As text: the last character of base64url has spare bits, and a link is ours to the letter or not at all.
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(own)), Encoding.ASCII.GetBytes(signature));
    }

    private void Compute(FileLink link, Span<byte> signature)
    {
        Span<byte> said = stackalloc byte[Length];
        said[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(said[1..], link.Tenant.Value);
        BinaryPrimitives.WriteInt64BigEndian(said[9..], link.File.Value);
        BinaryPrimitives.WriteInt64BigEndian(said[17..], link.Message.Value);
        BinaryPrimitives.WriteInt64BigEndian(said[25..], link.ExpiresAt);
        HMACSHA256.HashData(key, said, signature);
    }
}
