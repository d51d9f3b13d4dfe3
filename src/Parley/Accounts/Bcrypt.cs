using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Accounts;

/// <summary>bcrypt (<c>$2b$</c>) by the system's libcrypt, through the call that keeps its state in a buffer of the caller's. Not thread-safe: one thread uses it.</summary>
internal sealed partial class Bcrypt
{
    private const string Library = "libcrypt.so.1";
    private const int DataLength = 32_768; // sizeof (struct crypt_data), part of libxcrypt's ABI
    private const int SaltLength = 16;

    private readonly byte[] _data = new byte[DataLength];

    /// <summary>Whether this system has it.</summary>
    public static bool IsAvailable { get; } = OperatingSystem.IsLinux() && NativeLibrary.TryLoad(Library, out _);

    /// <summary>Whether a hash is one of bcrypt's, whichever program made it.</summary>
    public static bool Recognises(string hash) =>
        hash.Length == 60 && (hash.StartsWith("$2b$", StringComparison.Ordinal) || hash.StartsWith("$2a$", StringComparison.Ordinal) || hash.StartsWith("$2y$", StringComparison.Ordinal));

    /// <summary>The cost that a hash was made with.</summary>
    public static int CostOf(string hash) => int.Parse(hash.AsSpan(4, 2));

    /// <summary>Hashes with a fresh salt.</summary>
    public string Hash(string password, int cost)
    {
        Span<byte> random = stackalloc byte[SaltLength];
        RandomNumberGenerator.Fill(random);
        Span<byte> setting = stackalloc byte[64];
        if (GenerateSalt("$2b$", (uint)cost, random, random.Length, setting, setting.Length) == 0)
            throw new InvalidOperationException("libcrypt made no salt.");
        return Crypt(password, Encoding.ASCII.GetString(setting[..setting.IndexOf((byte)0)]));
    }

    /// <summary>Whether a password is that of a hash; compares in constant time.</summary>
    public bool Verify(string password, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Crypt(password, hash)), Encoding.ASCII.GetBytes(hash));

    private string Crypt(string password, string setting)
    {
        var phrase = new byte[Encoding.UTF8.GetMaxByteCount(password.Length) + 1];
        Encoding.UTF8.GetBytes(password, phrase);
        try
        {
            var result = CryptRn(phrase, setting, _data, _data.Length);
            return result == 0 ? throw new InvalidOperationException("libcrypt refused to hash.") : Marshal.PtrToStringUTF8(result)!;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(phrase);
            CryptographicOperations.ZeroMemory(_data);
        }
    }

    // crypt(3): the result points into data.
    [LibraryImport(Library, EntryPoint = "crypt_rn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint CryptRn(ReadOnlySpan<byte> phrase, string setting, Span<byte> data, int size);

    // crypt_gensalt(3)
    [LibraryImport(Library, EntryPoint = "crypt_gensalt_rn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GenerateSalt(string prefix, uint count, ReadOnlySpan<byte> random, int length, Span<byte> output, int size);
}
