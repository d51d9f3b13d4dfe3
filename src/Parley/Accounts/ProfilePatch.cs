namespace Parley.Accounts;

/// <summary>What a person changes of its profile, as written; a default member is left as it is, null clears.</summary>
public sealed record ProfilePatch
{
    /// <summary>Shown to others; not clearable.</summary>
    public Change<string> DisplayName { get; init; }

    /// <summary>Legal name.</summary>
    public Change<string> RealName { get; init; }

    /// <summary>A picture's address.</summary>
    public Change<string> AvatarUrl { get; init; }

    /// <summary>Phone number.</summary>
    public Change<string> Phone { get; init; }

    /// <summary>Mail address.</summary>
    public Change<string> Email { get; init; }

    /// <summary>WGS 84 degrees.</summary>
    public Change<(double Latitude, double Longitude)?> Location { get; init; }

    /// <summary>A JSON object's text, at most 8 KiB of UTF-8.</summary>
    public Change<string> Preferences { get; init; }
}
