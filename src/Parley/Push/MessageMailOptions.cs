using Parley.Configuration;

namespace Parley.Push;

/// <summary>When mail of unread messages goes out (section <c>Mail:Messages</c>).</summary>
public sealed record MessageMailOptions
{
    /// <summary>How long a message lies unread before a mail tells of it (<c>Mail:Messages:Wait</c>): 5 min, from 1 s to 1 d. Who comes back meanwhile gets none.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The least time between two mails of a conversation that is not read meanwhile (<c>Mail:Messages:Interval</c>): 4 h, from 1 s to 30 d.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(4);

    /// <summary>The options as configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static MessageMailOptions Read(Settings settings)
    {
        var defaults = new MessageMailOptions();
        return new MessageMailOptions
        {
            Wait = settings.Span("Mail:Messages:Wait", defaults.Wait, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            Interval = settings.Span("Mail:Messages:Interval", defaults.Interval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30)),
        };
    }
}
