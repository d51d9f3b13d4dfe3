using Parley.Configuration;
using Parley.Messages;

namespace Parley.Dialects.Social;

/// <summary>Bounds of the Social surface (section <c>Social</c>).</summary>
public sealed class SocialOptions
{
    /// <summary>How long a connection may take to sign in. Default 5 s (document 003, 2.1); 100 ms to 5 min.</summary>
    public TimeSpan AuthTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection may be without <c>ping</c>. Default 45 s (document 003, 3.1); 1 s to 1 h.</summary>
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>The longest frame before sign-in, in bytes. Default 8 KiB, room for a token; 1 KiB to 1 MiB.</summary>
    public int MaxAuthFrame { get; init; } = 8 * 1024;

    /// <summary>
    /// The longest frame after it, in bytes. Default 4 MiB, so that a text of a million characters is told what is wrong with it; 64 KiB to
    /// 64 MiB.
    /// </summary>
    public int MaxFrame { get; init; } = 4 * 1024 * 1024;

    /// <summary>How many bytes all unfinished frames above 64 KiB may hold together. Default 256 MiB; 8 MiB to 1 GiB.</summary>
    public int MaxInbound { get; init; } = 256 * 1024 * 1024;

    /// <summary>How many connections of an address may be open and not signed in. Default 100; 1 to 100,000.</summary>
    public int UnsignedPerAddress { get; init; } = 100;

    /// <summary>How many connections may be open and not signed in. Default 5,000; 1 to 1,000,000.</summary>
    public int UnsignedTotal { get; init; } = 5_000;

    /// <summary>How many bytes may wait for a client that doesn't read. Default 1 MiB; 64 KiB to 64 MiB.</summary>
    public int MaxQueued { get; init; } = 1024 * 1024;

    /// <summary>How many sends of a connection may be under way before it isn't read. Default 32; 1 to 1,000.</summary>
    public int SendsInFlight { get; init; } = 32;

    /// <summary>Who may write to whom here, unless the tenant says otherwise. Default friends (document 003, 11.1).</summary>
    public ContactPolicy ContactPolicy { get; init; } = ContactPolicy.Friends;

    /// <summary>The defaults, where nothing else is configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static SocialOptions Read(Settings settings) => new()
    {
        AuthTimeout = settings.Span("Social:AuthTimeout", TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)),
        HeartbeatTimeout = settings.Span("Social:HeartbeatTimeout", TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        MaxAuthFrame = settings.Integer("Social:MaxAuthFrame", 8 * 1024, 1024, 1024 * 1024),
        MaxFrame = settings.Integer("Social:MaxFrame", 4 * 1024 * 1024, 64 * 1024, 64 * 1024 * 1024),
        MaxInbound = settings.Integer("Social:MaxInbound", 256 * 1024 * 1024, 8 * 1024 * 1024, 1024 * 1024 * 1024),
        UnsignedPerAddress = settings.Integer("Social:UnsignedPerAddress", 100, 1, 100_000),
        UnsignedTotal = settings.Integer("Social:UnsignedTotal", 5_000, 1, 1_000_000),
        MaxQueued = settings.Integer("Social:MaxQueued", 1024 * 1024, 64 * 1024, 64 * 1024 * 1024),
        SendsInFlight = settings.Integer("Social:SendsInFlight", 32, 1, 1000),
        ContactPolicy = settings.Word<ContactPolicy>("Social:ContactPolicy") ?? ContactPolicy.Friends,
    };
}
