using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Primitives;

namespace Parley.Accounts;

/// <summary>Refresh tokens: <c>sid.generation.MAC</c>, the MAC being HMAC-SHA-256 over what stands before it, in base64url. Nothing of them is stored.</summary>
/// <param name="key">At least 32 bytes.</param>
public sealed class RefreshTokens(byte[] key)
{
    /// <summary>The token of a session's generation.</summary>
    public string Make(SessionId session, int generation)
    {
        var body = $"{session}.{generation.ToString(CultureInfo.InvariantCulture)}";
        return $"{body}.{MacOf(body)}";
    }

    /// <summary>Reads a token; false when this server did not make it.</summary>
    public bool TryRead(string? token, out SessionId session, out int generation)
    {
        (session, generation) = (default, 0);
        if (token is null || token.Length > 128 || token.Split('.') is not [var sid, var number, var mac])
            return false;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(MacOf($"{sid}.{number}")), Encoding.UTF8.GetBytes(mac)))
            return false;
        if (!long.TryParse(sid, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out generation))
            return false;
        session = new SessionId(value);
        return true;
    }

    private string MacOf(string body) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(body)));
}
