using Microsoft.Extensions.Logging;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>
/// The list of sensitive words as this node goes by it. A background loop asks every second whether the list has changed, so that an edit on
/// whatever node holds on all of them. Owner of the filters: the loop, which puts whole new ones in place of the old.
/// </summary>
public sealed partial class WordList(IWordStore store, TimeProvider clock, ILogger<WordList> log) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private volatile WordFilters? _filters; // null while the list is empty: then a message costs this one look
    private long _version;
    private Poll? _poll;

    /// <summary>Reads the list and starts to follow its changes.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        await ReloadAsync(cancel);
        _poll = new Poll(Period, ReloadAsync, LogFailed, clock);
        _poll.Start();
    }

    /// <summary>Reads the list anew if it has changed: called by whoever has just changed it.</summary>
    public async Task ReloadAsync(CancellationToken cancel)
    {
        if (await store.ReadVersionAsync(cancel) == Volatile.Read(ref _version))
            return;
        var (version, words) = await store.ReadAsync(cancel);
        _filters = words.Count == 0 ? null : new WordFilters(words, _filters);
        Volatile.Write(ref _version, version);
        LogLoaded(words.Count, version);
    }

    /// <summary>Stops following.</summary>
    public ValueTask DisposeAsync() => _poll?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The words that hold in a tenant, or null when there are none.</summary>
    internal WordFilter? Of(TenantId tenant) => _filters?.Of(tenant);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} sensitive words are in force (version {Version})")]
    private partial void LogLoaded(int count, long version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sensitive words could not be read; those known stay in force")]
    private partial void LogFailed(Exception fault);
}
