namespace Parley.Accounts;

/// <summary>Somebody who signs up, as written.</summary>
public sealed record NewPerson
{
    /// <summary>The name to sign in with; null where a mail address is given instead.</summary>
    public string? Username { get; init; }

    /// <summary>The mail address; null where a name is given.</summary>
    public string? Email { get; init; }

    /// <summary>The password.</summary>
    public string? Password { get; init; }

    /// <summary>Shown to others; the user name unless given.</summary>
    public string? DisplayName { get; init; }

    /// <summary>A phone number, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>A picture's address, or null.</summary>
    public string? AvatarUrl { get; init; }

    /// <summary>What it may do.</summary>
    public Role Role { get; init; } = Role.Customer;

    /// <summary>The tenant's own id for the person; only from the tenant's backend.</summary>
    public string? ExternalUserId { get; init; }
}
