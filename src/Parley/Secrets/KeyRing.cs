using System.Security.Cryptography;

namespace Parley.Secrets;

/// <summary>All keys of an installation. Every node on one database must have the same.</summary>
public sealed record KeyRing
{
    /// <summary>Sign access tokens.</summary>
    public required SigningKeys Signing { get; init; }

    /// <summary>Makes refresh tokens unforgeable; at least 32 bytes.</summary>
    public required byte[] Refresh { get; init; }

    /// <summary>Encrypt fields at rest, by id, 32 bytes each.</summary>
    public required IReadOnlyDictionary<int, byte[]> Fields { get; init; }

    /// <summary>The field key that seals.</summary>
    public required int CurrentFieldId { get; init; }

    /// <summary>Keyed hashes of fields that are looked up by; 32 bytes.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Signs links to files: 32 bytes derived from <see cref="Hash"/> (RFC 5869), so that it needs no keeping of its own.</summary>
    public byte[] DeriveFileLinkKey() => HKDF.DeriveKey(HashAlgorithmName.SHA256, Hash, 32, info: "parley file links"u8.ToArray());

    /// <summary>Signs the links and clicks of the payment sandbox: derived as well.</summary>
    public byte[] DerivePaymentSandboxKey() => HKDF.DeriveKey(HashAlgorithmName.SHA256, Hash, 32, info: "parley payment sandbox"u8.ToArray());

    /// <summary>Links the lines of the audit trail: derived as well.</summary>
    public byte[] DeriveAuditKey() => HKDF.DeriveKey(HashAlgorithmName.SHA256, Hash, 32, info: "parley audit chain"u8.ToArray());

    /// <summary>The cipher of these keys.</summary>
    public FieldCipher CreateCipher() => new(Fields, CurrentFieldId, Hash);

    /// <summary>Every key by name, with a fingerprint that tells nothing of it.</summary>
    public IEnumerable<(string Name, string Fingerprint)> Fingerprints()
    {
        foreach (var (kid, key) in Signing.Keys)
            yield return ($"signing:{kid}", FingerprintOf(key));
        yield return ("refresh", FingerprintOf(Refresh));
        foreach (var (id, key) in Fields)
            yield return ($"field:{id}", FingerprintOf(key));
        yield return ("hash", FingerprintOf(Hash));
    }

    /// <summary>Compares the keys with those that the database was written with, and records new ones.</summary>
    /// <exception cref="KeyMismatchException">A key differs; the message says which and how it is configured.</exception>
    public async Task CheckAsync(IKeyFingerprintStore store, CancellationToken cancel)
    {
        foreach (var (name, fingerprint) in Fingerprints())
        {
            var recorded = await store.RecordAsync(name, fingerprint, cancel);
            if (recorded is not null && recorded != fingerprint)
                throw KeyMismatchException.Of(name, recorded, fingerprint);
        }
    }

    private static string FingerprintOf(byte[] key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, "parley key fingerprint"u8).AsSpan(0, 8));
}
