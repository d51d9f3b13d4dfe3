using Parley.Accounts;
using Parley.Delivery;
using Parley.Integrations.Images;
using Parley.Moderation;
using Parley.Storage;

namespace Parley.Host;

/// <summary>What looks after contents and people, put together over an opened installation.</summary>
internal sealed class ModerationGraph : IAsyncDisposable
{
    private readonly Stores _stores;
    private readonly WordList _words;
    private readonly AutomaticBans _bans;
    private readonly HitLog _hits;
    private readonly SpamWatch _spam;
    private readonly PrivateNumbers _numbers;
    private readonly OutsidePictures? _pictures;

    public ModerationGraph(Installation installation, ILoggerFactory logs)
    {
        var (stores, clock, limits, limiter) = (installation.Stores, installation.Clock, installation.Limits, installation.Limiter);
        _stores = stores;
        var options = installation.Live.Moderation;
        _words = new WordList(stores.Words, clock, logs.CreateLogger<WordList>());
        _bans = new AutomaticBans(installation.Directory, installation.Audit, options, clock, logs.CreateLogger<AutomaticBans>());
        _hits = new HitLog(stores.Moderation, _bans, limiter, limits, installation.Ids, clock, logs.CreateLogger<HitLog>());
        _spam = new SpamWatch(options, limiter, limits, clock);
        _numbers = new PrivateNumbers(options);
        if (ImageCheckOptions.Read(installation.Host.All).Url is not null)
            _pictures = new OutsidePictures(stores.Jobs, clock, logs.CreateLogger<OutsidePictures>());
    }

    /// <summary>Reads the words and begins, before anything is delivered.</summary>
    public async Task StartAsync(Fanout fanout, CancellationToken cancel)
    {
        _hits.Start();
        _pictures?.Start(fanout);
        await _words.StartAsync(cancel);
    }

    /// <summary>Registers what the surfaces and the message's way ask for.</summary>
    public IServiceCollection AddTo(IServiceCollection services) => services
        .AddSingleton(_stores.Moderation)
        .AddSingleton(_bans)
        .AddSingleton(_hits)
        .AddSingleton(_spam)
        .AddSingleton(new ContentRules(_words, _spam, _hits, _numbers))
        .AddSingleton<Newcomers>()
        .AddSingleton(_words)
        .AddSingleton(_stores.Words)
        .AddSingleton<SensitiveWords>()
        .AddSingleton(_stores.Reports)
        .AddSingleton(_stores.Register)
        .AddSingleton<AccountAdministration>()
        .AddSingleton(_stores.Audit)
        .AddSingleton<ReportDesk>()
        .AddSingleton<ReportedConversations>()
        .AddSingleton<ReportEvidence>()
        .AddSingleton<HitEvidence>()
        .AddSingleton<Reports>();

    /// <summary>Ends, with what was found written down. Nothing is delivered any more by then.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_pictures is not null)
            await _pictures.DisposeAsync();
        await _words.DisposeAsync();
        await _hits.DisposeAsync();
    }
}
