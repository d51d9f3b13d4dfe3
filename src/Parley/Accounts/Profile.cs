namespace Parley.Accounts;

/// <summary>Everything a person keeps about itself; shown whole to the person and to admins, masked to others.</summary>
public sealed record Profile
{
    /// <summary>The account it belongs to.</summary>
    public required Account Account { get; init; }

    /// <summary>The id that the tenant's own backend knows the person by.</summary>
    public string? ExternalUserId { get; init; }

    /// <summary>Legal name; null when not given.</summary>
    public string? RealName { get; init; }

    /// <summary>Phone number, digits with an optional leading +; encrypted at rest.</summary>
    public string? Phone { get; init; }

    /// <summary>Mail address; encrypted at rest.</summary>
    public string? Email { get; init; }

    /// <summary>WGS 84 latitude in degrees, −90 to 90.</summary>
    public double? Latitude { get; init; }

    /// <summary>WGS 84 longitude in degrees, −180 to 180.</summary>
    public double? Longitude { get; init; }

    /// <summary>Settings as the client keeps them: a JSON object's text, at most 8 KiB.</summary>
    public string Preferences { get; init; } = "{}";

    /// <summary>The WeChat id bound for pushes; encrypted at rest.</summary>
    public string? WeChatOpenId { get; init; }

    /// <summary>Unix ms.</summary>
    public long CreatedAt { get; init; }
}
