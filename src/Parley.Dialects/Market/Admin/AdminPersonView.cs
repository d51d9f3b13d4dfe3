using Parley.Accounts;
using Parley.Dialects.Identity;
using Parley.Dialects.Market.Accounts;

namespace Parley.Dialects.Market.Admin;

/// <summary>An account in an admin's list.</summary>
internal sealed record AdminPersonView(long Id, string Username, string DisplayName, string Role, string Status, string? Reason, DateTime? BannedUntil)
{
    public static AdminPersonView Of(Account account)
    {
        var standing = StandingView.Of(account);
        return new AdminPersonView(
            account.Id.Value, account.Username, account.DisplayName, RoleNames.Of(account.Role), standing.Status, standing.Reason, standing.BannedUntil);
    }
}
