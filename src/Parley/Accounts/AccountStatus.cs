namespace Parley.Accounts;

/// <summary>Whether an account may be used. Stored by number: never renumber.</summary>
public enum AccountStatus : byte
{
    /// <summary>In use.</summary>
    Active = 0,

    /// <summary>Switched off by an admin, without end.</summary>
    Disabled = 1,

    /// <summary>Banned until <see cref="Account.BannedUntil"/>, or for good.</summary>
    Banned = 2,
}
