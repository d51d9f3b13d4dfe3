using System.Net;
using Parley.Configuration;

namespace Parley.Limits;

/// <summary>Every limit on how often something may be done, in one table. The figures are those of the protocol documents.</summary>
public sealed class RateLimits
{
    // How one signs in and calls at all stays with the configuration: an operator who got it wrong could not put it right.
    private static readonly string[] Fixed = ["RestUser", "RestAddress", "SignInAccount", "SignInAddress"];

    private volatile RateLimit[] _table;

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
        _table = ReadTable(settings);
    }

    /// <summary>False: no limit is enforced (<c>Limits:Enabled</c>).</summary>
    public bool Enabled { get; }

    /// <summary>Addresses without limits per address (<c>Limits:ExemptAddresses</c>: addresses or networks); empty by default.</summary>
    public AddressList ExemptAddresses { get; }

    /// <summary>What of the table operators may change while the server runs.</summary>
    public static IReadOnlyList<ChangeableSetting> Changeable { get; } =
    [
        .. Defaults().Where(limit => !Fixed.Contains(limit.Name, StringComparer.Ordinal)).SelectMany(limit => LimitNames.SettingsOf(limit.Name)),
    ];

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

    /// <summary>Status changes of a user; what is above is dropped without a word.</summary>
    public RateLimit Status => _table[10];

    /// <summary>Read and delivery marks of a user over the WebSocket.</summary>
    public RateLimit Reads => _table[11];

    /// <summary>Recalls of a user over the WebSocket.</summary>
    public RateLimit Recalls => _table[12];

    /// <summary>Syncs of a user over the WebSocket.</summary>
    public RateLimit Syncs => _table[13];

    /// <summary>Newer tokens of a user for an open connection.</summary>
    public RateLimit Renewals => _table[14];

    /// <summary>People whom a user turns to for the first time: each such pair costs a conversation.</summary>
    public RateLimit Openings => _table[15];

    /// <summary>Pairs of a user that are looked up in the store, there or not.</summary>
    public RateLimit Lookups => _table[17];

    /// <summary>Searches of a user for messages.</summary>
    public RateLimit Searches => _table[21];

    /// <summary>REST requests with a tenant's API key.</summary>
    public RateLimit RestApiKey => _table[16];

    /// <summary>Uploads of a user, those that are refused too.</summary>
    public RateLimit Uploads => _table[18];

    /// <summary>Files that a user puts into messages: each is looked up.</summary>
    public RateLimit Attachments => _table[19];

    /// <summary>Files that an address reads by signed links: a page of history may show many pictures.</summary>
    public RateLimit FileLinks => _table[20];

    /// <summary>Links in messages of a user; more is spam.</summary>
    public RateLimit Links => _table[22];

    /// <summary>People whom a new account turns to for the first time; more is spam.</summary>
    public RateLimit Strangers => _table[23];

    /// <summary>Reports by a user.</summary>
    public RateLimit Reports => _table[24];

    /// <summary>Hits of a user that are written down; more are not.</summary>
    public RateLimit Hits => _table[25];

    /// <summary>Socket.IO connections begun from one address: each holds memory until it is signed in or given up.</summary>
    public RateLimit Handshakes => _table[26];

    /// <summary>Sign-ins of a user to a Socket.IO namespace: each reads its conversations.</summary>
    public RateLimit Entrances => _table[27];

    /// <summary>Calls for help of a user: each shows a whole phone number.</summary>
    public RateLimit Emergencies => _table[28];

    /// <summary>Callbacks of payment gateways from one address: a gateway has few, and repeats itself.</summary>
    public RateLimit PaymentCallbacks => _table[29];

    /// <summary>Orders that a customer makes: each calls on somebody.</summary>
    public RateLimit Orders => _table[30];

    /// <summary>Moves of orders by a user: each is a message, a notification and maybe a mail.</summary>
    public RateLimit OrderMoves => _table[31];

    /// <summary>Mails to one address: whoever named it need not be the one who reads it.</summary>
    public RateLimit Mails => _table[32];

    /// <summary>Rooms of outside orders that a user makes by writing first.</summary>
    public RateLimit OrderRooms => _table[33];

    /// <summary>Reads the table anew.</summary>
    /// <returns>What puts it into force, for whoever takes a permit from then on.</returns>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public Action Prepare(Settings settings)
    {
        var table = ReadTable(settings);
        return () => _table = table;
    }

    /// <summary>The key of an address: an IPv6 network of 64 bits is one household's or one server's, so it counts as one address.</summary>
    public static string KeyOf(IPAddress? address)
    {
        if (address is null)
            return string.Empty;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    /// <summary>Whether the limits per address leave this one out.</summary>
    public bool IsExempt(IPAddress? address) => address is not null && ExemptAddresses.Contains(address);

    private static RateLimit[] ReadTable(Settings settings) => [.. Defaults().Select((limit, index) => (limit with { Index = index }).Read(settings))];

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
        Of("Status", 5, TimeSpan.FromSeconds(1)),
        Of("Reads", 50, TimeSpan.FromSeconds(1), burst: 200),
        Of("Recalls", 10, TimeSpan.FromSeconds(1)),
        Of("Syncs", 5, TimeSpan.FromSeconds(1), burst: 20),
        Of("Renewals", 1, TimeSpan.FromSeconds(1), burst: 5),
        Of("Openings", 30, TimeSpan.FromMinutes(1)),
        Of("RestApiKey", 6_000, TimeSpan.FromMinutes(15)),
        Of("Lookups", 10, TimeSpan.FromSeconds(1), burst: 50),
        Of("Uploads", 300, TimeSpan.FromHours(1)),
        Of("Attachments", 50, TimeSpan.FromSeconds(1), burst: 100),
        Of("FileLinks", 6_000, TimeSpan.FromMinutes(15)),
        Of("Searches", 5, TimeSpan.FromSeconds(1), burst: 20),
        Of("Links", 20, TimeSpan.FromMinutes(1)),
        Of("Strangers", 20, TimeSpan.FromMinutes(10)),
        Of("Reports", 20, TimeSpan.FromHours(1)),
        Of("Hits", 10, TimeSpan.FromMinutes(1)),
        Of("Handshakes", 600, TimeSpan.FromMinutes(1)),
        Of("Entrances", 120, TimeSpan.FromMinutes(1)),
        Of("Emergencies", 10, TimeSpan.FromMinutes(1)),
        Of("PaymentCallbacks", 6_000, TimeSpan.FromMinutes(1)),
        Of("Orders", 60, TimeSpan.FromMinutes(1)),
        Of("OrderMoves", 30, TimeSpan.FromMinutes(1)),
        Of("Mails", 20, TimeSpan.FromHours(1)),
        Of("OrderRooms", 200, TimeSpan.FromDays(1)),
    ];

    private static RateLimit Of(string name, int permits, TimeSpan window, int? burst = null) => new(name, 0, permits, window, burst ?? permits);
}
