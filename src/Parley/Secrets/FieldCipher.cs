using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Parley.Accounts;

namespace Parley.Secrets;

/// <summary>
/// Encrypts single fields at rest: AES-256-GCM, the key's id beside the ciphertext so that keys can be rotated. Layout:
/// <c>4 bytes key id (big-endian) | 12 bytes nonce | ciphertext | 16 bytes tag</c>; the associated data names the field, so a value moved to
/// another column does not open. Thread-safe.
/// </summary>
/// <param name="keys">All keys that may have to open something, by id, 32 bytes each.</param>
/// <param name="currentKeyId">The one that seals.</param>
/// <param name="hashKey">32 bytes for the keyed hashes; never rotated alone, since look-ups depend on it.</param>
public sealed class FieldCipher(IReadOnlyDictionary<int, byte[]> keys, int currentKeyId, byte[] hashKey)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = sizeof(int) + NonceLength;

    // Both at once: a key that seals is always among those that open.
    private volatile Tuple<IReadOnlyDictionary<int, byte[]>, int> _keys = Tuple.Create(keys, currentKeyId);

    /// <summary>Puts other keys in the place of those it has; must hold all that may have to open something.</summary>
    public void Use(IReadOnlyDictionary<int, byte[]> others, int currentId) => _keys = Tuple.Create(others, currentId);

    /// <summary>The key that seals.</summary>
    public int CurrentKeyId => _keys.Item2;

    /// <summary>Which key sealed a value; 0 for what none did.</summary>
    public static int KeyOf(ReadOnlySpan<byte> cipher) => cipher.Length < HeaderLength + TagLength ? 0 : BinaryPrimitives.ReadInt32BigEndian(cipher);

    /// <summary>Encrypts a value.</summary>
    /// <param name="field">The field's name: <c>phone</c>, <c>email</c>.</param>
    public byte[] Seal(string field, string value)
    {
        var (known, current) = _keys;
        var plain = Encoding.UTF8.GetBytes(value);
        var output = new byte[HeaderLength + plain.Length + TagLength];
        BinaryPrimitives.WriteInt32BigEndian(output, current);
        var nonce = output.AsSpan(sizeof(int), NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(known[current], TagLength);
        aes.Encrypt(nonce, plain, output.AsSpan(HeaderLength, plain.Length), output.AsSpan(HeaderLength + plain.Length), Encoding.UTF8.GetBytes(field));
        return output;
    }

    /// <summary>Decrypts a value.</summary>
    /// <exception cref="CryptographicException">Unknown key, another field's value, or damaged.</exception>
    public string Open(string field, ReadOnlySpan<byte> cipher)
    {
        if (cipher.Length < HeaderLength + TagLength)
            throw new CryptographicException($"The sealed {field} is too short.");
        var keyId = BinaryPrimitives.ReadInt32BigEndian(cipher);
        if (!_keys.Item1.TryGetValue(keyId, out var key))
            throw new CryptographicException($"The sealed {field} needs field key {keyId}, which is not configured.");
        var plain = new byte[cipher.Length - HeaderLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(
            cipher.Slice(sizeof(int), NonceLength), cipher.Slice(HeaderLength, plain.Length), cipher[^TagLength..], plain, Encoding.UTF8.GetBytes(field));
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>A keyed hash for exact look-ups: HMAC-SHA-256 over field name and value. The caller normalises the value.</summary>
    public byte[] Hash(string field, string value) => HMACSHA256.HashData(hashKey, Encoding.UTF8.GetBytes($"{field}\0{value}"));

    /// <summary>Both at once.</summary>
    public SealedField SealWithHash(string field, string value) => new(Seal(field, value), Hash(field, value));
}
