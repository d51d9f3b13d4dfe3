using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Parley.Primitives;

namespace Parley.Configuration;

/// <summary>
/// The settings as this node goes by them: what is configured, with what operators have changed since in its place. Each node asks every second whether
/// something has changed. What was kept and is no longer allowed, by a newer version, is left out and told to the log.
/// Owner of what holds: this object, one reading at a time.
/// </summary>
/// <param name="configured">What is configured.</param>
/// <param name="changeable">What operators may change.</param>
/// <param name="read">Reads the options anew, throws <see cref="SettingException"/> where one is wrong, and returns what puts them into force.</param>
public sealed partial class LiveSettings(
    Settings configured, IReadOnlyList<ChangeableSetting> changeable, Func<Settings, Action> read, ISettingStore store, TimeProvider clock, ILogger<LiveSettings> log)
    : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly FrozenDictionary<string, ChangeableSetting> _changeable =
        changeable.ToFrozenDictionary(setting => setting.Name, StringComparer.OrdinalIgnoreCase);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile FrozenDictionary<string, string> _changes = FrozenDictionary<string, string>.Empty;
    private Poll? _poll;
    private long _version;

    /// <summary>What is configured, changed by nobody.</summary>
    public Settings Configured => configured;

    /// <summary>What holds now.</summary>
    public Settings InForce => configured.With(_changes);

    /// <summary>Reads what was changed, and goes on doing so.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        await RefreshAsync(cancel);
        _poll = new Poll(Period, RefreshAsync, LogFailed, clock);
        _poll.Start();
    }

    /// <summary>The setting of that name that may be changed, in whatever case; null when there is none.</summary>
    public ChangeableSetting? Find(string name) => _changeable.GetValueOrDefault(name);

    /// <summary>What is wrong with a value, in a line that names the setting and what is allowed; null: nothing.</summary>
    public string? Judge(string name, string value) => Judge(new Dictionary<string, string>(_changes, StringComparer.OrdinalIgnoreCase) { [name] = value });

    /// <summary>Reads them anew if something has changed: called by whoever has just changed it.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            if (await store.ReadVersionAsync(cancel) == _version)
                return;
            var (version, settings) = await store.ReadAsync(cancel);
            Use(settings);
            _version = version;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_poll is not null)
            await _poll.DisposeAsync();
        _reading.Dispose();
    }

    private void Use(IReadOnlyList<ChangedSetting> settings)
    {
        var changes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in settings)
        {
            changes[setting.Name] = setting.Value;
            if ((Find(setting.Name) is null ? "It can't be changed." : Judge(changes)) is not { } wrong)
                continue;
            changes.Remove(setting.Name);
            LogIgnored(setting.Name, wrong);
        }

        read(configured.With(changes))();
        _changes = changes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        LogInForce(changes.Count);
    }

    private string? Judge(IReadOnlyDictionary<string, string> changes)
    {
        try
        {
            _ = read(configured.With(changes));
            return null;
        }
        catch (SettingException wrong)
        {
            return wrong.Message;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} settings are in force that an operator changed")]
    private partial void LogInForce(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The setting {Name} that an operator changed is ignored: {Reason}")]
    private partial void LogIgnored(string name, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The settings that operators change could not be read; those known hold")]
    private partial void LogFailed(Exception fault);
}
