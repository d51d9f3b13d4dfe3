using System.Text;

namespace Parley.Accounts;

/// <summary>User names compare without case and width: 'Ａnna' and 'anna' are one person.</summary>
public static class Usernames
{
    /// <summary>The key that is unique in a tenant: NFKC, lower case.</summary>
    public static string Fold(string username) => username.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
}
