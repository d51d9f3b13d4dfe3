using Parley.Primitives;

namespace Parley.Accounts;

/// <summary>A value encrypted at rest, with a keyed hash where it is looked up by.</summary>
/// <param name="Cipher">Key id, nonce, ciphertext and tag (<see cref="Secrets.FieldCipher"/>).</param>
/// <param name="Hash">32 bytes, or null where no look-up is needed.</param>
public sealed record SealedField(byte[] Cipher, byte[]? Hash);

/// <summary>A user to insert.</summary>
public sealed record NewAccount
{
    /// <summary>From the id generator.</summary>
    public required UserId Id { get; init; }

    /// <summary>The tenant it belongs to.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>As written, 1 to 64 characters.</summary>
    public required string Username { get; init; }

    /// <summary>Folded (<see cref="Usernames.Fold"/>), unique in the tenant.</summary>
    public required string UsernameKey { get; init; }

    /// <summary>Shown to others.</summary>
    public required string DisplayName { get; init; }

    /// <summary>A picture's address.</summary>
    public string? AvatarUrl { get; init; }

    /// <summary>What it may do.</summary>
    public required Role Role { get; init; }

    /// <summary>The tenant's own id for the person.</summary>
    public string? ExternalUserId { get; init; }

    /// <summary>Null: no password, tokens are minted by the tenant's backend.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Phone number, sealed.</summary>
    public SealedField? Phone { get; init; }

    /// <summary>Mail address, sealed.</summary>
    public SealedField? Email { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }
}

/// <summary>What a sign-in compares.</summary>
/// <param name="Account">The account.</param>
/// <param name="PasswordHash">Its hash, or null when it has none.</param>
public sealed record Credentials(Account Account, string? PasswordHash);

/// <summary>A profile as it lies in the store: <see cref="Profile"/> with its private fields sealed (and null in <see cref="Profile"/>).</summary>
/// <param name="Profile">The open part.</param>
/// <param name="Phone">Sealed phone number.</param>
/// <param name="Email">Sealed mail address.</param>
/// <param name="WeChatOpenId">Sealed WeChat id.</param>
public sealed record StoredProfile(Profile Profile, byte[]? Phone, byte[]? Email, byte[]? WeChatOpenId);

/// <summary>One field of a change: absent (leave), or a value, null included (clear).</summary>
/// <typeparam name="T">The field's type.</typeparam>
/// <param name="IsSet">False: leave the field as it is.</param>
/// <param name="Value">The new value.</param>
public readonly record struct Change<T>(bool IsSet, T? Value)
{
    /// <summary>A change to <paramref name="value"/>.</summary>
    public static implicit operator Change<T>(T? value) => new(true, value);
}

/// <summary>Changes to a profile; a default member is left as it is.</summary>
public sealed record ProfileChange
{
    /// <summary>Shown to others; not clearable.</summary>
    public Change<string> DisplayName { get; init; }

    /// <summary>A picture's address.</summary>
    public Change<string> AvatarUrl { get; init; }

    /// <summary>Legal name.</summary>
    public Change<string> RealName { get; init; }

    /// <summary>Phone number, sealed.</summary>
    public Change<SealedField> Phone { get; init; }

    /// <summary>Mail address, sealed.</summary>
    public Change<SealedField> Email { get; init; }

    /// <summary>WeChat id, sealed.</summary>
    public Change<SealedField> WeChatOpenId { get; init; }

    /// <summary>Latitude and longitude, WGS 84 degrees.</summary>
    public Change<(double Latitude, double Longitude)?> Location { get; init; }

    /// <summary>A JSON object's text.</summary>
    public Change<string> Preferences { get; init; }
}
