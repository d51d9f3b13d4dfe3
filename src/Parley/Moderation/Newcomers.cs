using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>New accounts that turn to many strangers at once, however they do it: one count for all ways, and each burst is written down.</summary>
public sealed class Newcomers(SpamWatch spam, HitLog hits)
{
    private static readonly byte[] Fingerprint = "strangers"u8.ToArray();

    /// <summary>Whether an account is so new that it is counted.</summary>
    public bool Has(Account caller) => spam.IsNewcomer(caller);

    /// <summary>Counts people whom somebody turns to for the first time.</summary>
    /// <returns><see cref="ChatError.Spam"/> when they are too many, or null.</returns>
    public Refusal? Refuse(Account caller, int strangers = 1)
    {
        if (!spam.IsBurst(caller, strangers))
            return null;
        hits.Add(caller, HitKind.Strangers, string.Empty, Fingerprint);
        return (Refusal)ChatError.Spam;
    }
}
