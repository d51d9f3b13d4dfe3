using Parley.Configuration;

namespace Parley.Webhooks;

/// <summary>Settings of webhooks (section <c>Webhooks</c>).</summary>
public sealed record WebhooksOptions
{
    /// <summary>Whether addresses in private networks may be called: for tests, and where the backends are in one's own network. Default false.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>How many a tenant may have. Default 20; 1 to 1,000.</summary>
    public int PerTenant { get; init; } = 20;

    /// <summary>How long an address may take to answer. Default 10 s; 100 ms to 20 s, so that a few fit a job's lease.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause after the first failure; doubled each time. Default 5 s; 10 ms to 1 h.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a delivery is tried. Default 24 h; 1 s to 7 days.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Failures in a row that open the circuit. Default 5; 1 to 1,000.</summary>
    public int CircuitFailures { get; init; } = 5;

    /// <summary>How long the circuit stays open at first; doubled up to half an hour. Default 30 s; 10 ms to 30 min.</summary>
    public TimeSpan CircuitPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long deliveries are kept that are over. Default 7 days; 1 hour to a year.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The defaults, where nothing else is configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static WebhooksOptions Read(Settings settings)
    {
        var all = new WebhooksOptions();
        return new WebhooksOptions
        {
            AllowPrivate = settings.Flag("Webhooks:AllowPrivate", all.AllowPrivate),
            PerTenant = settings.Integer("Webhooks:PerTenant", all.PerTenant, 1, 1000),
            Timeout = settings.Span("Webhooks:Timeout", all.Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(20)),
            FirstRetry = settings.Span("Webhooks:FirstRetry", all.FirstRetry, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1)),
            GiveUpAfter = settings.Span("Webhooks:GiveUpAfter", all.GiveUpAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7)),
            CircuitFailures = settings.Integer("Webhooks:CircuitFailures", all.CircuitFailures, 1, 1000),
            CircuitPause = settings.Span("Webhooks:CircuitPause", all.CircuitPause, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(30)),
            Retention = settings.Span("Webhooks:Retention", all.Retention, TimeSpan.FromHours(1), TimeSpan.FromDays(366)),
        };
    }
}
