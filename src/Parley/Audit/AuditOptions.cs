using Parley.Configuration;

namespace Parley.Audit;

/// <summary>Settings of the audit trail (section <c>Audit</c>).</summary>
public sealed record AuditOptions
{
    /// <summary>How long a line is kept. Default 365 days; 1 day to ten years.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(365);

    /// <summary>
    /// After which time what was begun and not ended becomes a line of its own: longer than any operation of an admin's takes. Default 2 minutes;
    /// 1 second to an hour.
    /// </summary>
    public TimeSpan UnfinishedAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The defaults, where nothing else is configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static AuditOptions Read(Settings settings) => new()
    {
        Retention = settings.Span("Audit:Retention", TimeSpan.FromDays(365), TimeSpan.FromDays(1), TimeSpan.FromDays(3653)),
        UnfinishedAfter = settings.Span("Audit:UnfinishedAfter", TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
    };
}
