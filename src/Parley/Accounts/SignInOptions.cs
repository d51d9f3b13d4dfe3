using Parley.Configuration;

namespace Parley.Accounts;

/// <summary>How people sign in.</summary>
public sealed record SignInOptions
{
    /// <summary>The longest life of an access token: what the store keeps of ended sessions covers it.</summary>
    public static readonly TimeSpan LongestAccess = TimeSpan.FromHours(24);

    /// <summary>How long an access token is good: 24 h, from 10 s to 24 h, for so long an ended session is remembered (<c>Auth:AccessTokenLife</c>).</summary>
    public TimeSpan AccessTokenLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a refresh token is good, counted anew at each rotation: 7 d, from 1 min to 365 d (<c>Auth:RefreshTokenLife</c>).</summary>
    public TimeSpan RefreshTokenLife { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long the last refresh token answers with the same successor again, for a client whose answer got lost: 30 s (<c>Auth:RefreshGrace</c>).</summary>
    public TimeSpan RefreshGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>bcrypt's cost, 12, from 4 to 15 (<c>Auth:BcryptCost</c>): one more doubles the time of a sign-in.</summary>
    public int BcryptCost { get; init; } = 12;

    /// <summary>The options as configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static SignInOptions Read(Settings settings)
    {
        var defaults = new SignInOptions();
        return new SignInOptions
        {
            AccessTokenLife = settings.Span("Auth:AccessTokenLife", defaults.AccessTokenLife, TimeSpan.FromSeconds(10), LongestAccess),
            RefreshTokenLife = settings.Span("Auth:RefreshTokenLife", defaults.RefreshTokenLife, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365)),
            RefreshGrace = settings.Span("Auth:RefreshGrace", defaults.RefreshGrace, TimeSpan.Zero, TimeSpan.FromMinutes(5)),
            BcryptCost = settings.Integer("Auth:BcryptCost", defaults.BcryptCost, 4, 15),
        };
    }
}
