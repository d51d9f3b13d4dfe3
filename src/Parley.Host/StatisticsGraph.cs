using Parley.Delivery;
using Parley.Dialects.Identity;
using Parley.Statistics;

namespace Parley.Host;

/// <summary>What counts and what says what goes on, put together over an opened installation.</summary>
internal sealed class StatisticsGraph : IAsyncDisposable
{
    private readonly Installation _installation;
    private readonly PeopleSeen _people;
    private readonly StatisticsKeeper _keeper;
    private readonly LiveKeeper _live;

    public StatisticsGraph(Installation installation, ConnectionRegistry registry, ILoggerFactory logs)
    {
        var (stores, clock) = (installation.Stores, installation.Clock);
        _installation = installation;
        _people = new PeopleSeen(clock);
        _keeper = new StatisticsKeeper(stores.Statistics, _people, registry, clock, logs.CreateLogger<StatisticsKeeper>());
        _live = new LiveKeeper(stores.Live, registry, () => stores.Queued, clock, logs.CreateLogger<LiveKeeper>());
    }

    /// <summary>Begins.</summary>
    public void Start(Fanout fanout)
    {
        _keeper.Start();
        _live.Start(fanout);
    }

    /// <summary>Registers what the routes ask for.</summary>
    public IServiceCollection AddTo(IServiceCollection services) => services
        .AddSingleton(_people)
        .AddSingleton(new OperatorStatistics(_installation.Stores.Statistics))
        .AddSingleton(new LiveBoard(_installation.Stores.Live));

    /// <summary>Notes who asks for something; comes after authentication and the limits.</summary>
    public static void Use(IApplicationBuilder app)
    {
        var people = app.ApplicationServices.GetRequiredService<PeopleSeen>();
        app.Use((http, next) =>
        {
            if (http.TryCaller() is { } caller)
                people.Note(caller.Id);
            return next(http);
        });
    }

    /// <summary>Ends; what waits is written down.</summary>
    public async ValueTask DisposeAsync()
    {
        await _live.DisposeAsync();
        await _keeper.DisposeAsync();
    }
}
