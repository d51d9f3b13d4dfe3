using Parley.Configuration;

namespace Parley.Audit;

/// <summary>Settings of the audit trail (section <c>Audit</c>).</summary>
public sealed record AuditOptions
{
    /// <summary>How long a line is kept. Default 365 days; 1 day to ten years.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(365);

    /// <summary>The defaults, where nothing else is configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static AuditOptions Read(Settings settings) => new()
    {
        Retention = settings.Span("Audit:Retention", TimeSpan.FromDays(365), TimeSpan.FromDays(1), TimeSpan.FromDays(3653)),
    };
}
