namespace Parley.Accounts;

/// <summary>User names compare without case and width: 'Ａnna' and 'anna' are one person.</summary>
public static class Usernames
{
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const char IdeographicSpace = '\u3000';

    /// <summary>
    /// The key that is unique in a tenant: full-width forms of ASCII become ASCII, then lower case. By hand, because
    /// <see cref="string.Normalize()"/> leaves everything but ASCII as it is where the process runs without ICU.
    /// </summary>
    public static string Fold(string username) => string.Create(username.Length, username, static (key, name) =>
    {
        for (var i = 0; i < name.Length; i++)
            key[i] = Narrow(name[i]);
    }).ToLowerInvariant();

    private static char Narrow(char c) => c switch
    {
        >= FirstFullWidth and <= LastFullWidth => (char)(c - FirstFullWidth + '!'),
        IdeographicSpace => ' ',
        _ => c,
    };
}
