namespace Parley.Marketplace.Services;

/// <summary>Whether a service is on offer. Stored by number: never renumber.</summary>
public enum ServiceStatus : byte
{
    /// <summary>On offer.</summary>
    Active = 1,

    /// <summary>Not now; its provider may put it on offer again.</summary>
    Inactive = 2,

    /// <summary>Gone for good; kept for the orders that name it.</summary>
    Deleted = 3,
}
