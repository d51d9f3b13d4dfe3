using Parley.Accounts;
using Parley.Dialects.Identity;
using Parley.Primitives;

namespace Parley.Dialects.Market;

/// <summary>A person in a record of somebody else's (document 001, 2.1 and 2.2).</summary>
/// <param name="Rating">A provider's mean over all reviews; null where it is not asked for or there is none.</param>
internal sealed record PersonView(string Id, string DisplayName, string? AvatarUrl, string UserType, decimal? Rating)
{
    public static PersonView? Of(UserId id, IReadOnlyDictionary<UserId, Account> people, decimal? rating = null) => people.TryGetValue(id, out var account)
        ? new PersonView(PublicId.ToText(EntityKind.User, id.Value), account.DisplayName, account.AvatarUrl, RoleNames.Of(account.Role), rating)
        : null;
}
