using Parley.Accounts;
using Parley.Audit;
using Parley.Primitives;

namespace Parley.Configuration;

/// <summary>Where operators see all settings and change some. Each change is in the trail with what held before and after.</summary>
public sealed class SettingsDesk(LiveSettings live, ISettingStore store, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The longest value, in characters.</summary>
    public const int LongestValue = 1_000;

    /// <summary>Every setting, by name.</summary>
    public IReadOnlyList<ShownSetting> List()
    {
        var settings = live.InForce;
        return [.. live.Configured.Known.Select(known => ShownSetting.Of(known, settings, live.Find(known.Name)))];
    }

    /// <summary>Changes one: here at once, on other nodes within a second.</summary>
    /// <param name="value">As one would write it in a configuration; empty: as if nothing were configured.</param>
    /// <returns>
    /// The setting; <see cref="ChatError.NotFound"/>; <see cref="ChatError.Conflict"/> naming <c>name</c> for one that needs a restart;
    /// <see cref="ChatError.InvalidField"/> naming <c>value</c>, with what is allowed.
    /// </returns>
    public async Task<Outcome<ShownSetting>> SetAsync(Account account, string name, string? value, CancellationToken cancel)
    {
        var found = Find(account, name);
        if (!found.IsOk)
            return found.Refusal;
        var setting = found.Value;
        if (value is null || value.Length > LongestValue || !FieldRules.IsKeepable(value) || value.Any(char.IsControl))
            return FieldRules.Invalid("value", LongestValue);
        if (live.Judge(setting.Name, value.Trim()) is { } wrong)
            return new Refusal(ChatError.InvalidField, "value", Reason: wrong);
        var before = await store.SetAsync(new ChangedSetting(setting.Name, value.Trim(), account.Id, clock.NowMs()), cancel);
        return await TellAsync(AuditAction.SettingChanged, account, setting.Name, before, cancel);
    }

    /// <summary>Takes a change back: what is configured holds again.</summary>
    /// <returns>The setting; as above.</returns>
    public async Task<Outcome<ShownSetting>> ResetAsync(Account account, string name, CancellationToken cancel)
    {
        var found = Find(account, name);
        if (!found.IsOk)
            return found.Refusal;
        var before = await store.RemoveAsync(found.Value.Name, cancel);
        return await TellAsync(AuditAction.SettingReset, account, found.Value.Name, before, cancel);
    }

    private Outcome<ChangeableSetting> Find(Account account, string name)
    {
        if (account.Role < Role.Operator)
            return ChatError.Forbidden;
        if (live.Find(name) is { } setting)
            return setting;
        return live.Configured.IsKnown(name) ? new Refusal(ChatError.Conflict, "name") : ChatError.NotFound;
    }

    private async Task<Outcome<ShownSetting>> TellAsync(AuditAction action, Account account, string name, ChangedSetting? before, CancellationToken cancel)
    {
        await live.RefreshAsync(cancel);
        var known = live.Configured.Known.First(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase));
        var now = ShownSetting.Of(known, live.InForce, live.Find(name));
        var old = before is null ? live.Configured.Peek(name) : before.Value;
        audit.Record(action, account, detail: $"{name}: \"{Or(old, known)}\" -> \"{now.Value}\"");
        return now;
    }

    private static string? Or(string? value, KnownSetting known) => string.IsNullOrEmpty(value) ? known.Default : value;
}
