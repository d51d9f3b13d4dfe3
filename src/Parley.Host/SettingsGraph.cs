using Parley.Configuration;
using Parley.Emergency;
using Parley.Limits;
using Parley.Moderation;
using Parley.Storage;

namespace Parley.Host;

/// <summary>The options that operators change while the server runs, and what puts a change into force.</summary>
internal sealed class SettingsGraph : IAsyncDisposable
{
    private readonly Stores _stores;
    private readonly LiveSettings _live;

    public SettingsGraph(Settings configured, RateLimits limits, Stores stores, TimeProvider clock, ILoggerFactory logs)
    {
        _stores = stores;
        (Moderation, Emergency) = (new Current<ModerationOptions>(ModerationOptions.Read(configured)), new Current<EmergencyOptions>(EmergencyOptions.Read(configured)));
        _live = new LiveSettings(
            configured,
            [.. ModerationSettings.All, .. EmergencyOptions.Changeable, .. RateLimits.Changeable],
            settings =>
            {
                var (moderation, emergency, use) = (ModerationOptions.Read(settings), EmergencyOptions.Read(settings), limits.Prepare(settings));
                return () =>
                {
                    (Moderation.Value, Emergency.Value) = (moderation, emergency);
                    use();
                };
            },
            stores.Settings,
            clock,
            logs.CreateLogger<LiveSettings>());
    }

    /// <summary>How contents are judged, and who is banned for them.</summary>
    public Current<ModerationOptions> Moderation { get; }

    /// <summary>Whom a call for help reaches.</summary>
    public Current<EmergencyOptions> Emergency { get; }

    /// <summary>Puts into force what was changed, and follows.</summary>
    public Task StartAsync(CancellationToken cancel) => _live.StartAsync(cancel);

    /// <summary>Registers what the routes and features ask for.</summary>
    public IServiceCollection AddTo(IServiceCollection services) => services
        .AddSingleton(Moderation)
        .AddSingleton(Emergency)
        .AddSingleton(_live)
        .AddSingleton(_stores.Settings)
        .AddSingleton<SettingsDesk>();

    /// <summary>Follows no more.</summary>
    public ValueTask DisposeAsync() => _live.DisposeAsync();
}
