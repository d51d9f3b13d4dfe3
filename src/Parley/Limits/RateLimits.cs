using System.Net;
using Parley.Configuration;

namespace Parley.Limits;

/// <summary>Every limit on how often something may be done, in one table. The figures are those of the protocol documents.</summary>
public sealed class RateLimits
{
    private readonly RateLimit[] _table;

    /// <summary>The documents' figures.</summary>
    public RateLimits()
        : this(Settings.None)
    {
    }

    /// <summary>The documents' figures, where nothing else is configured under <c>Limits</c>.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public RateLimits(Settings settings)
    {
        Enabled = settings.Flag("Limits:Enabled", true);
        ExemptAddresses = AddressList.Read(settings, "Limits:ExemptAddresses");
        _table = [.. Defaults().Select((limit, index) => (limit with { Index = index }).Read(settings))];
    }

    /// <summary>False: no limit is enforced (<c>Limits:Enabled</c>).</summary>
    public bool Enabled { get; }

    /// <summary>Addresses without limits per address (<c>Limits:ExemptAddresses</c>: addresses or networks); empty by default.</summary>
    public AddressList ExemptAddresses { get; }

    /// <summary>The table.</summary>
    public IReadOnlyList<RateLimit> All => _table;

    /// <summary>Messages of a user on the Social surface.</summary>
    public RateLimit SocialMessages => _table[0];

    /// <summary>Messages of a user on every other surface.</summary>
    public RateLimit Messages => _table[1];

    /// <summary>REST requests of a user.</summary>
    public RateLimit RestUser => _table[2];

    /// <summary>REST requests of an address without a token.</summary>
    public RateLimit RestAddress => _table[3];

    /// <summary>Sign-ins to one account.</summary>
    public RateLimit SignInAccount => _table[4];

    /// <summary>Sign-ins and registrations from one address.</summary>
    public RateLimit SignInAddress => _table[5];

    /// <summary>Searches of a user for an exact phone number.</summary>
    public RateLimit PhoneSearch => _table[6];

    /// <summary>Friend requests of a user.</summary>
    public RateLimit FriendRequests => _table[7];

    /// <summary>Typing events of a user; what is above is dropped without a word.</summary>
    public RateLimit Typing => _table[8];

    /// <summary>Sends of a user above its message rate that are looked up all the same, because they may repeat a stored one.</summary>
    public RateLimit Repeats => _table[9];

    /// <summary>Whether the limits per address leave this one out.</summary>
    public bool IsExempt(IPAddress? address) => address is not null && ExemptAddresses.Contains(address);

    private static IEnumerable<RateLimit> Defaults() =>
    [
        Of("SocialMessages", 10, TimeSpan.FromSeconds(1)),
        Of("Messages", 50, TimeSpan.FromSeconds(1), burst: 100),
        Of("RestUser", 6_000, TimeSpan.FromMinutes(15)),
        Of("RestAddress", 600, TimeSpan.FromMinutes(15)),
        Of("SignInAccount", 10, TimeSpan.FromMinutes(1)),
        Of("SignInAddress", 60, TimeSpan.FromMinutes(1)),
        Of("PhoneSearch", 30, TimeSpan.FromMinutes(1)),
        Of("FriendRequests", 20, TimeSpan.FromHours(1)),
        Of("Typing", 20, TimeSpan.FromSeconds(1)),
        Of("Repeats", 20, TimeSpan.FromSeconds(1), burst: 100),
    ];

    private static RateLimit Of(string name, int permits, TimeSpan window, int? burst = null) => new(name, 0, permits, window, burst ?? permits);
}
