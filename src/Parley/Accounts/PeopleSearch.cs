using Parley.Limits;
using Parley.Primitives;
using Parley.Secrets;

namespace Parley.Accounts;

/// <summary>Finds people to write to, by the beginning of a name or by an exact phone number or mail address; lists nobody.</summary>
public sealed class PeopleSearch(IAccountStore store, FieldCipher cipher, RateLimits limits, RateLimiter limiter)
{
    /// <summary>The most that one search answers.</summary>
    public const int Most = 50;

    private const int LongestQuery = 254;
    private const int ShortestPhone = 7; // Fewer digits are the beginning of a name.

    /// <summary>Searches; the one who searches is left out.</summary>
    /// <param name="query">1 to 254 characters.</param>
    /// <param name="limit">1 to <see cref="Most"/>.</param>
    /// <returns>Who was found, by user name; <see cref="ChatError.RateLimited"/> for too many exact numbers.</returns>
    public async Task<Outcome<IReadOnlyList<PersonFound>>> FindAsync(Account searcher, string? query, int limit, CancellationToken cancel)
    {
        var text = query?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > LongestQuery || !FieldRules.IsKeepable(text))
            return FieldRules.Invalid("q");
        if (limit is < 1 or > Most)
            return FieldRules.Invalid("limit", Most);

        var phone = FieldRules.CleanPhone(text) is { } clean && clean.Count(char.IsAsciiDigit) >= ShortestPhone ? clean : null;
        if (phone is not null && limiter.Take(limits.PhoneSearch, searcher.Id.Value) is { } tooMany)
            return tooMany;
        var hash = phone is not null ? cipher.HashPhone(phone) : FieldRules.CleanEmail(text) is { } email ? cipher.HashEmail(email) : null;

        var found = new List<PersonFound>();
        foreach (var account in await store.SearchAsync(searcher.TenantId, Usernames.Fold(text), hash, limit + 1, cancel))
        {
            if (account.Id != searcher.Id && found.Count < limit)
                found.Add(new PersonFound(account, phone is null ? null : await ReadMaskedAsync(account, cancel)));
        }

        return found;
    }

    /// <summary>One person as others see it.</summary>
    /// <returns>The person, or <see cref="ChatError.UserNotFound"/>.</returns>
    public async Task<Outcome<PersonFound>> ReadAsync(TenantId tenant, UserId id, CancellationToken cancel) =>
        await store.FindProfileAsync(tenant, id, cancel) is { } stored
            ? new PersonFound(stored.Profile.Account, cipher.Open(stored).Phone is { } phone ? Masking.Phone(phone) : null)
            : ChatError.UserNotFound;

    private async Task<string?> ReadMaskedAsync(Account account, CancellationToken cancel) =>
        (await ReadAsync(account.TenantId, account.Id, cancel)).Value?.MaskedPhone;
}

/// <summary>Somebody as others see it.</summary>
/// <param name="Account">Who.</param>
/// <param name="MaskedPhone">The phone number as others see it; null when not known or not asked for.</param>
public sealed record PersonFound(Account Account, string? MaskedPhone);
