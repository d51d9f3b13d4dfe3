using System.Globalization;
using System.Security.Cryptography;

namespace Parley.Accounts;

/// <summary>
/// Password hashes where the system has no bcrypt: <c>pbkdf2$‹iterations›$‹salt›$‹hash›</c>, HMAC-SHA-256, salt and hash in base64.
/// </summary>
internal static class Pbkdf2
{
    private const string Prefix = "pbkdf2$";
    private const int SaltLength = 16;
    private const int HashLength = 32;

    // As long as bcrypt takes at the same cost, roughly.
    private const int IterationsAtCost12 = 600_000;

    public static bool Recognises(string hash) => hash.StartsWith(Prefix, StringComparison.Ordinal);

    public static int IterationsOf(int cost) => cost >= 12 ? IterationsAtCost12 << (cost - 12) : IterationsAtCost12 >> (12 - cost);

    public static bool HasCost(string hash, int cost) => TryRead(hash, out var iterations, out _, out _) && iterations == IterationsOf(cost);

    public static string Hash(string password, int cost)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var iterations = IterationsOf(cost);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, HashLength);
        return $"{Prefix}{iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";
    }

    public static bool Verify(string password, string hash) =>
        TryRead(hash, out var iterations, out var salt, out var expected)
        && CryptographicOperations.FixedTimeEquals(
            Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, expected.Length), expected);

    private static bool TryRead(string text, out int iterations, out byte[] salt, out byte[] hash)
    {
        (iterations, salt, hash) = (0, [], []);
        if (text.Split('$') is not ["pbkdf2", var count, var saltText, var hashText]
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out iterations) || iterations < 1)
            return false;
        salt = Convert.FromBase64String(saltText);
        hash = Convert.FromBase64String(hashText);
        return hash.Length >= HashLength;
    }
}
