namespace Parley.Accounts;

/// <summary>What a person may do. Stored by number: never renumber.</summary>
public enum Role : byte
{
    /// <summary>Orders services.</summary>
    Customer = 1,

    /// <summary>Offers services.</summary>
    Provider = 2,

    /// <summary>Supports both, in its tenant.</summary>
    Agent = 3,

    /// <summary>Runs its tenant.</summary>
    Admin = 4,

    /// <summary>Runs the whole installation; made by the command line only.</summary>
    Operator = 5,
}
