using Parley.Accounts;

namespace Parley.Dialects.Identity;

/// <summary>Roles as the wire says them.</summary>
public static class RoleNames
{
    /// <summary>The word for a role.</summary>
    public static string Of(Role role) => role switch
    {
        Role.Customer => "customer",
        Role.Provider => "provider",
        Role.Agent => "agent",
        Role.Admin => "admin",
        Role.Operator => "operator",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "A role without a word."),
    };

    /// <summary>The role of a word.</summary>
    public static bool TryParse(string? word, out Role role)
    {
        foreach (var candidate in Enum.GetValues<Role>())
        {
            if (Of(candidate) != word)
                continue;
            role = candidate;
            return true;
        }

        role = default;
        return false;
    }
}
