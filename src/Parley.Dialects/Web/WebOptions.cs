using Parley.Configuration;
using Parley.Messages;

namespace Parley.Dialects.Web;

/// <summary>Settings of the Web surface (section <c>Web</c>).</summary>
public sealed class WebOptions
{
    private const string ZoneKey = "Web:TimeZone";

    /// <summary>The zone in which times are shown and read. Default the server's (document 004 writes times without one).</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Who may write to whom here, unless the tenant says otherwise. Default anybody in the tenant: document 004 names no bound.</summary>
    public ContactPolicy ContactPolicy { get; init; } = ContactPolicy.Open;

    /// <summary>The defaults, where nothing else is configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static WebOptions Read(Settings settings, TimeProvider clock) => new()
    {
        TimeZone = settings.Text(ZoneKey) is { } name ? Find(name) : clock.LocalTimeZone,
        ContactPolicy = settings.Word<ContactPolicy>("Web:ContactPolicy") ?? ContactPolicy.Open,
    };

    private static TimeZoneInfo Find(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw new SettingException(ZoneKey, "a time zone that this machine knows, like Asia/Shanghai or UTC", name);
}
