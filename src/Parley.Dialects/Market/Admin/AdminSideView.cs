using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary>One of the two whom an order concerns.</summary>
internal sealed record AdminSideView(long Id, string? DisplayName)
{
    public static AdminSideView Of(UserId user, IReadOnlyDictionary<UserId, Account> people) => new(user.Value, people.GetValueOrDefault(user)?.DisplayName);
}
